"""What an administrator needs to serve the app to a school; serve.py for one machine."""
