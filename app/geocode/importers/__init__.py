"""Place files of others → sources of place records: GeoNames dumps, tables, GeoJSON, p-code tables, the placeroot package."""
