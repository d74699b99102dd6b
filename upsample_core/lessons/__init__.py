"""What only a lesson asks for, and the questions at a lesson's end."""
