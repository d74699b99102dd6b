"""What can be said of an operation or a result: overlap, evenness, spectrum, gradients, cost."""
