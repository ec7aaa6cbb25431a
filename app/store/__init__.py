"""Where reports and features rest."""
