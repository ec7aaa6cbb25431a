"""Claims to Events: who agrees, who disputes."""
