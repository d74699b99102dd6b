"""What goes in: kernels by name, synthetic grids and pictures, glyphs, numbers typed as text."""
