"""What things are: frozen values of the standard library, and the protocols that join the floors."""
