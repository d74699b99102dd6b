"""Networks that enlarge pictures.

A row: title, published size (height, width), what the code does with other sizes, source, whether
its widths were read there, and the chain as `text` reads it.
"""

Row = tuple[str, tuple[int, int], str, str, bool, str]

SUPER_RESOLUTION: dict[str, Row] = {
    "srcnn": (
        "SRCNN ×3",
        (85, 85),
        "any",
        "Dong et al. 2014; a copy of the authors’ demonstration",
        False,
        """
input 1
up x3 bicubic
conv 64 k9 p4
conv 32 k1
conv 1 k5 p2
returns x3
""",
    ),
    "fsrcnn_2": (
        "FSRCNN ×2",
        (85, 85),
        "any",
        "yjn870/FSRCNN-pytorch, models.py",
        False,
        """
input 1
conv 56 k5 p2
conv 12 k1
conv 12 k3 p1 x4
conv 56 k1
convt 1 k9 s2 p4 op1
returns x2
""",
    ),
    "fsrcnn_3": (
        "FSRCNN ×3",
        (85, 85),
        "any",
        "yjn870/FSRCNN-pytorch, models.py",
        False,
        """
input 1
conv 56 k5 p2
conv 12 k1
conv 12 k3 p1 x4
conv 56 k1
convt 1 k9 s3 p4 op2
returns x3
""",
    ),
    "espcn": (
        "ESPCN ×3",
        (85, 85),
        "any",
        "pytorch/examples, super_resolution/model.py",
        False,
        """
input 1
conv 64 k5 p2
conv 64 k3 p1
conv 32 k3 p1
conv 9 k3 p1
shuffle 3
returns x3
""",
    ),
    "srgan": (
        "SRGAN ×4",
        (96, 96),
        "any",
        "tensorlayer/SRGAN, srgan.py",
        False,
        """
input 3
conv 64 k9 p4
skip a
res 64 k3 x16
conv 64 k3 p1
join a add
conv 256 k3 p1
shuffle 2
conv 256 k3 p1
shuffle 2
conv 3 k9 p4
returns x4
""",
    ),
    "edsr": (
        "EDSR ×4",
        (96, 96),
        "any",
        "LimBee/NTIRE2017, code/model/common.lua",
        False,
        """
input 3
conv 256 k3 p1
skip a
res 256 k3 x32
conv 256 k3 p1
join a add
conv 1024 k3 p1
shuffle 2
conv 1024 k3 p1
shuffle 2
conv 3 k3 p1
returns x4
""",
    ),
}
