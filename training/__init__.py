"""How the small networks of the lesson on generative upsampling were made; read `recipes` first.

The letters are drawn in fonts of Debian packages. The app needs none of this: it reads what lies in
``assets/weights`` and ``assets/glyphs``.
"""
