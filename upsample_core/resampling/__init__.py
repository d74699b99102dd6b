"""Interpolation: coordinates, kernels, and the functions that resize by them."""
