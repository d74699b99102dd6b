"""Networks that name every pixel: from a picture down to what is in it, and back to where."""

from upsample_core.networks.network import Network

SEGMENTATION = (
    Network(
        name="fcn32s",
        title="FCN-32s",
        size=(500, 500),
        otherwise="any",
        source="shelhamer/fcn.berkeleyvision.org, voc-fcn32s/net.py",
        text="""\
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
returns x1""",
    ),
    Network(
        name="fcn16s",
        title="FCN-16s",
        size=(500, 500),
        otherwise="any",
        source="shelhamer/fcn.berkeleyvision.org, voc-fcn16s/net.py",
        text="""\
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
returns x1""",
    ),
    Network(
        name="fcn8s",
        title="FCN-8s",
        size=(500, 500),
        otherwise="any",
        source="shelhamer/fcn.berkeleyvision.org, voc-fcn8s/net.py",
        text="""\
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
returns x1""",
    ),
    Network(
        name="fcn_alexnet",
        title="FCN-AlexNet",
        size=(500, 500),
        otherwise="any",
        source="shelhamer/fcn.berkeleyvision.org, voc-fcn-alexnet/net.py",
        text="""\
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
returns x1""",
    ),
    Network(
        name="unet",
        title="U-Net",
        size=(572, 572),
        otherwise="tile",
        source="Ronneberger et al. 2015; its phseg_v5, as three ports quote it",
        text="""\
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
conv 2 k1""",
    ),
    Network(
        name="unet_padded",
        title="U-Net, padded",
        size=(640, 960),
        otherwise="pad_map",
        source="milesial/Pytorch-UNet, unet/unet_parts.py",
        sized="example",
        text="""\
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
returns x1""",
    ),
    Network(
        name="segnet",
        title="SegNet",
        size=(360, 480),
        otherwise="pin",
        source="alexgkendall/SegNet-Tutorial, Models/segnet_train.prototxt",
        sized="described",
        text="""\
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
conv 11 k3 p1""",
    ),
    Network(
        name="deconvnet",
        title="DeconvNet",
        size=(224, 224),
        otherwise="one_size",
        source="HyeonwooNoh/DeconvNet, DeconvNet_inference_deploy.prototxt",
        text="""\
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
conv 21 k1""",
    ),
    Network(
        name="deeplabv3plus",
        title="DeepLabv3+",
        size=(513, 513),
        otherwise="any",
        source="tensorflow/models, research/deeplab/model.py",
        layers_read=False,
        text="""\
input 3
conv 64 k7 s2 p3
maxpool k3 s2 p1
bottleneck 256 k3 x3
skip low
bottleneck 512 k3 s2 x4
bottleneck 1024 k3 s2 x23
bottleneck 2048 k3 d2 x3
skip high
conv 256 k1
skip one
from high
conv 256 k3 p6 d6
join one cat
skip two
from high
conv 256 k3 p12 d12
join two cat
skip three
from high
conv 256 k3 p18 d18
join three cat
skip four
from high
bins 1
conv 256 k1
resize high bilinear corners
join four cat
conv 256 k1
resize low bilinear corners
join low cat proj48
conv 256 k3 p1 x2
conv 21 k1
resize input bilinear corners
returns x1""",
    ),
    Network(
        name="pspnet",
        title="PSPNet",
        size=(473, 473),
        otherwise="refuse",
        source="hszhao/semseg, model/pspnet.py",
        layers_read=False,
        text="""\
input 3
conv 64 k3 s2 p1
conv 64 k3 p1
conv 128 k3 p1
maxpool k3 s2 p1
bottleneck 256 k3 x3
bottleneck 512 k3 s2 x4
bottleneck 1024 k3 d2 x6
bottleneck 2048 k3 d4 x3
skip high
bins 1
conv 512 k1
resize high bilinear corners
join high cat
skip one
from high
bins 2
conv 512 k1
resize high bilinear corners
join one cat
skip two
from high
bins 3
conv 512 k1
resize high bilinear corners
join two cat
skip three
from high
bins 6
conv 512 k1
resize high bilinear corners
join three cat
conv 512 k3 p1
conv 21 k1
up x8 bilinear corners between
returns x1""",
    ),
)
