"""Networks that name every pixel: from a picture down to what is in it, and back to where.

A row: title, published size (height, width), what the code does with other sizes, source, whether
its widths were read there, and the chain as `text` reads it.
"""

Row = tuple[str, tuple[int, int], str, str, bool, str]

SEGMENTATION: dict[str, Row] = {
    "fcn32s": (
        "FCN-32s",
        (500, 500),
        "any",
        "shelhamer/fcn.berkeleyvision.org, voc-fcn32s/net.py",
        False,
        """
input 3
conv 64 k3 p100
conv 64 k3 p1
maxpool k2 s2 ceil
conv 128 k3 p1 x2
maxpool k2 s2 ceil
conv 256 k3 p1 x3
maxpool k2 s2 ceil
conv 512 k3 p1 x3
maxpool k2 s2 ceil
conv 512 k3 p1 x3
maxpool k2 s2 ceil
conv 4096 k7
conv 4096 k1
conv 21 k1
convt 21 k64 s32 fixed
crop input 19
returns x1
""",
    ),
    "fcn16s": (
        "FCN-16s",
        (500, 500),
        "any",
        "shelhamer/fcn.berkeleyvision.org, voc-fcn16s/net.py",
        False,
        """
input 3
conv 64 k3 p100
conv 64 k3 p1
maxpool k2 s2 ceil
conv 128 k3 p1 x2
maxpool k2 s2 ceil
conv 256 k3 p1 x3
maxpool k2 s2 ceil
conv 512 k3 p1 x3
maxpool k2 s2 ceil
skip pool4
conv 512 k3 p1 x3
maxpool k2 s2 ceil
conv 4096 k7
conv 4096 k1
conv 21 k1
convt 21 k4 s2 fixed
join pool4 add proj21 crop5
convt 21 k32 s16 fixed
crop input 27
returns x1
""",
    ),
    "fcn8s": (
        "FCN-8s",
        (500, 500),
        "any",
        "shelhamer/fcn.berkeleyvision.org, voc-fcn8s/net.py",
        False,
        """
input 3
conv 64 k3 p100
conv 64 k3 p1
maxpool k2 s2 ceil
conv 128 k3 p1 x2
maxpool k2 s2 ceil
conv 256 k3 p1 x3
maxpool k2 s2 ceil
skip pool3
conv 512 k3 p1 x3
maxpool k2 s2 ceil
skip pool4
conv 512 k3 p1 x3
maxpool k2 s2 ceil
conv 4096 k7
conv 4096 k1
conv 21 k1
convt 21 k4 s2 fixed
join pool4 add proj21 crop5
convt 21 k4 s2 fixed
join pool3 add proj21 crop9
convt 21 k16 s8 fixed
crop input 31
returns x1
""",
    ),
    "fcn_alexnet": (
        "FCN-AlexNet",
        (500, 500),
        "any",
        "shelhamer/fcn.berkeleyvision.org, voc-fcn-alexnet/net.py",
        False,
        """
input 3
conv 96 k11 s4 p100
maxpool k3 s2 ceil
conv 256 k5 p2 g2
maxpool k3 s2 ceil
conv 384 k3 p1
conv 384 k3 p1 g2
conv 256 k3 p1 g2
maxpool k3 s2 ceil
conv 4096 k6
conv 4096 k1
conv 21 k1
convt 21 k63 s32 fixed
crop input 18
returns x1
""",
    ),
    "unet": (
        "U-Net",
        (572, 572),
        "tile",
        "Ronneberger et al. 2015, figure 1; phseg_v5 as three ports of it quote it",
        False,
        """
input 1
conv 64 k3 x2
skip a
maxpool k2 s2
conv 128 k3 x2
skip b
maxpool k2 s2
conv 256 k3 x2
skip c
maxpool k2 s2
conv 512 k3 x2
skip d
maxpool k2 s2
conv 1024 k3 x2
convt 512 k2 s2
join d cat crop
conv 512 k3 x2
convt 256 k2 s2
join c cat crop
conv 256 k3 x2
convt 128 k2 s2
join b cat crop
conv 128 k3 x2
convt 64 k2 s2
join a cat crop
conv 64 k3 x2
conv 2 k1
""",
    ),
    "unet_padded": (
        "U-Net, padded",
        (640, 960),
        "pad_map",
        "milesial/Pytorch-UNet, unet/unet_parts.py",
        False,
        """
input 3
conv 64 k3 p1 x2
skip a
maxpool k2 s2
conv 128 k3 p1 x2
skip b
maxpool k2 s2
conv 256 k3 p1 x2
skip c
maxpool k2 s2
conv 512 k3 p1 x2
skip d
maxpool k2 s2
conv 1024 k3 p1 x2
convt 512 k2 s2
join d cat pad
conv 512 k3 p1 x2
convt 256 k2 s2
join c cat pad
conv 256 k3 p1 x2
convt 128 k2 s2
join b cat pad
conv 128 k3 p1 x2
convt 64 k2 s2
join a cat pad
conv 64 k3 p1 x2
conv 2 k1
returns x1
""",
    ),
    "segnet": (
        "SegNet",
        (360, 480),
        "pin",
        "alexgkendall/SegNet-Tutorial, Models/segnet_train.prototxt",
        False,
        """
input 3
conv 64 k3 p1 x2
skip pool1
maxpool k2 s2 ceil
conv 128 k3 p1 x2
skip pool2
maxpool k2 s2 ceil
conv 256 k3 p1 x3
skip pool3
maxpool k2 s2 ceil
conv 512 k3 p1 x3
skip pool4
maxpool k2 s2 ceil
conv 512 k3 p1 x3
skip pool5
maxpool k2 s2 ceil
unpool pool5 k2 s2
conv 512 k3 p1
conv 512 k3 p1
conv 512 k3 p1
unpool pool4 k2 s2
conv 512 k3 p1
conv 512 k3 p1
conv 256 k3 p1
unpool pool3 k2 s2
conv 256 k3 p1
conv 256 k3 p1
conv 128 k3 p1
unpool pool2 k2 s2
conv 128 k3 p1
conv 64 k3 p1
unpool pool1 k2 s2
conv 64 k3 p1
conv 11 k3 p1
""",
    ),
    "deconvnet": (
        "DeconvNet",
        (224, 224),
        "fixed",
        "HyeonwooNoh/DeconvNet, DeconvNet_inference_deploy.prototxt",
        False,
        """
input 3
conv 64 k3 p1 x2
skip pool1
maxpool k2 s2
conv 128 k3 p1 x2
skip pool2
maxpool k2 s2
conv 256 k3 p1 x3
skip pool3
maxpool k2 s2
conv 512 k3 p1 x3
skip pool4
maxpool k2 s2
conv 512 k3 p1 x3
skip pool5
maxpool k2 s2
conv 4096 k7
conv 4096 k1
convt 512 k7
unpool pool5 k2 s2
convt 512 k3 p1
convt 512 k3 p1
convt 512 k3 p1
unpool pool4 k2 s2
convt 512 k3 p1
convt 512 k3 p1
convt 256 k3 p1
unpool pool3 k2 s2
convt 256 k3 p1
convt 256 k3 p1
convt 128 k3 p1
unpool pool2 k2 s2
convt 128 k3 p1
convt 64 k3 p1
unpool pool1 k2 s2
convt 64 k3 p1
convt 64 k3 p1
conv 21 k1
""",
    ),
}
