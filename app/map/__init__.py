"""The Folium page and the standalone file."""
