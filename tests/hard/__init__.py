"""What must hold when a thousand come at once, and when the power goes in the middle."""
