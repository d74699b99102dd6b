"""Networks that find things in pictures, at several sizes at once."""

from upsample_core.networks.network import Network

DETECTION = (
    Network(
        name="fpn",
        title="FPN",
        size=(800, 800),
        otherwise="pad_picture",
        source="facebookresearch/Detectron, detectron/modeling/FPN.py",
        layers_read=False,
        text="""\
input 3
conv 64 k7 s2 p3
maxpool k3 s2 p1
bottleneck 256 k3 x3
skip c2
bottleneck 512 k3 s2 x4
skip c3
bottleneck 1024 k3 s2 x6
skip c4
bottleneck 2048 k3 s2 x3
conv 256 k1
skip m5
conv 256 k3 p1
skip p5
from m5
up x2 nearest
join c4 add proj256
skip m4
conv 256 k3 p1
skip p4
from m4
up x2 nearest
join c3 add proj256
skip m3
conv 256 k3 p1
skip p3
from m3
up x2 nearest
join c2 add proj256
conv 256 k3 p1""",
    ),
    Network(
        name="dssd321",
        title="DSSD-321",
        size=(321, 321),
        otherwise="one_size",
        source="chengyangfu/caffe, examples/ssd/ssd_pascal_resnet_deconv_321.py",
        layers_read=False,
        text="""\
input 3
conv 64 k7 s2 p3
maxpool k3 s2 ceil
bottleneck 256 k3 x3
bottleneck 512 k3 s2 x4
skip e1
bottleneck 1024 k3 s2 x23
bottleneck 2048 k3 d2 x3
skip e2
conv 512 k3 s2 p1
skip e3
conv 512 k3 s2 p1
skip e4
conv 512 k3
skip e5
conv 512 k3
convt 512 k3
conv 512 k3 p1
skip d1
from e5
conv 512 k3 p1
join d1 mul
convt 512 k3
conv 512 k3 p1
skip d2
from e4
conv 512 k3 p1
join d2 mul
convt 512 k2 s2
conv 512 k3 p1
skip d3
from e3
conv 512 k3 p1
join d3 mul
convt 512 k2 s2
conv 512 k3 p1
skip d4
from e2
conv 512 k3 p1
join d4 mul
convt 512 k2 s2
conv 512 k3 p1
skip d5
from e1
conv 512 k3 p1
join d5 mul""",
    ),
    Network(
        name="dssd513",
        title="DSSD-513",
        size=(513, 513),
        otherwise="one_size",
        source="chengyangfu/caffe, examples/ssd/ssd_coco_resnet_deconv_513.py",
        layers_read=False,
        text="""\
input 3
conv 64 k7 s2 p3
maxpool k3 s2 ceil
bottleneck 256 k3 x3
bottleneck 512 k3 s2 x4
skip e1
bottleneck 1024 k3 s2 x23
bottleneck 2048 k3 d2 x3
skip e2
conv 512 k3 s2 p1
skip e3
conv 512 k3 s2 p1
skip e4
conv 512 k3 s2 p1
skip e5
conv 512 k3 s2 p1
skip e6
conv 512 k2
convt 512 k2
conv 512 k3 p1
skip d1
from e6
conv 512 k3 p1
join d1 mul
convt 512 k2 s2
conv 512 k3 p1
skip d2
from e5
conv 512 k3 p1
join d2 mul
convt 512 k2 s2
conv 512 k3 p1
skip d3
from e4
conv 512 k3 p1
join d3 mul
convt 512 k2 s2
conv 512 k3 p1
skip d4
from e3
conv 512 k3 p1
join d4 mul
convt 512 k2 s2
conv 512 k3 p1
skip d5
from e2
conv 512 k3 p1
join d5 mul
convt 512 k2 s2
conv 512 k3 p1
skip d6
from e1
conv 512 k3 p1
join d6 mul""",
    ),
    Network(
        name="yolov3",
        title="YOLOv3",
        size=(416, 416),
        otherwise="empty",
        source="pjreddie/darknet, cfg/yolov3.cfg",
        layers_read=False,
        text="""\
input 3
conv 32 k3 p1
conv 64 k3 s2 p1
skip r1
conv 32 k1
conv 64 k3 p1
join r1 add
conv 128 k3 s2 p1
repeat 2
  skip r2
  conv 64 k1
  conv 128 k3 p1
  join r2 add
end
conv 256 k3 s2 p1
repeat 8
  skip r3
  conv 128 k1
  conv 256 k3 p1
  join r3 add
end
skip l36
conv 512 k3 s2 p1
repeat 8
  skip r4
  conv 256 k1
  conv 512 k3 p1
  join r4 add
end
skip l61
conv 1024 k3 s2 p1
repeat 4
  skip r5
  conv 512 k1
  conv 1024 k3 p1
  join r5 add
end
repeat 2
  conv 512 k1
  conv 1024 k3 p1
end
conv 512 k1
skip h13
conv 1024 k3 p1
conv 255 k1
skip y13
from h13
conv 256 k1
up x2 nearest
join l61 cat
repeat 2
  conv 256 k1
  conv 512 k3 p1
end
conv 256 k1
skip h26
conv 512 k3 p1
conv 255 k1
skip y26
from h26
conv 128 k1
up x2 nearest
join l36 cat
repeat 3
  conv 128 k1
  conv 256 k3 p1
end
conv 255 k1""",
    ),
    Network(
        name="hourglass",
        title="Hourglass",
        size=(256, 256),
        otherwise="refuse",
        source="princeton-vl/pose-hg-train, src/models/hg.lua",
        layers_read=False,
        text="""\
input 3
conv 64 k7 s2 p3
bottleneck 128 k3 mid64
maxpool k2 s2
bottleneck 128 k3 mid64
bottleneck 256 k3 mid128
skip a
bottleneck 256 k3 mid128
skip beside_a
from a
maxpool k2 s2
bottleneck 256 k3 mid128
skip b
bottleneck 256 k3 mid128
skip beside_b
from b
maxpool k2 s2
bottleneck 256 k3 mid128
skip c
bottleneck 256 k3 mid128
skip beside_c
from c
maxpool k2 s2
bottleneck 256 k3 mid128
skip d
bottleneck 256 k3 mid128
skip beside_d
from d
maxpool k2 s2
bottleneck 256 k3 mid128
bottleneck 256 k3 mid128
bottleneck 256 k3 mid128
up x2 nearest
join beside_d add
bottleneck 256 k3 mid128
up x2 nearest
join beside_c add
bottleneck 256 k3 mid128
up x2 nearest
join beside_b add
bottleneck 256 k3 mid128
up x2 nearest
join beside_a add
bottleneck 256 k3 mid128
conv 256 k1
conv 16 k1""",
    ),
)
