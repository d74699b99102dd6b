"""The operations of networks: each as a function that computes, and as a map that explains.

To follow how one is computed, begin with the function that carries PyTorch's name.
"""
