"""Networks that enlarge pictures."""

from upsample_core.networks.network import Network

SUPER_RESOLUTION = (
    Network(
        name="srcnn",
        title="SRCNN ×3",
        size=(85, 85),
        otherwise="any",
        source="Dong et al. 2014; a copy of the authors’ demonstration",
        sized="example",
        text="""\
input 1
up x3 bicubic
conv 64 k9 p4
conv 32 k1
conv 1 k5 p2
returns x3""",
    ),
    Network(
        name="fsrcnn_2",
        title="FSRCNN ×2",
        size=(85, 85),
        otherwise="any",
        source="yjn870/FSRCNN-pytorch, models.py",
        sized="example",
        text="""\
input 1
conv 56 k5 p2
conv 12 k1
conv 12 k3 p1 x4
conv 56 k1
convt 1 k9 s2 p4 op1
returns x2""",
    ),
    Network(
        name="fsrcnn_3",
        title="FSRCNN ×3",
        size=(85, 85),
        otherwise="any",
        source="yjn870/FSRCNN-pytorch, models.py",
        sized="example",
        text="""\
input 1
conv 56 k5 p2
conv 12 k1
conv 12 k3 p1 x4
conv 56 k1
convt 1 k9 s3 p4 op2
returns x3""",
    ),
    Network(
        name="fsrcnn_4",
        title="FSRCNN ×4",
        size=(85, 85),
        otherwise="any",
        source="yjn870/FSRCNN-pytorch, models.py",
        sized="example",
        text="""\
input 1
conv 56 k5 p2
conv 12 k1
conv 12 k3 p1 x4
conv 56 k1
convt 1 k9 s4 p4 op3
returns x4""",
    ),
    Network(
        name="espcn",
        title="ESPCN ×3",
        size=(85, 85),
        otherwise="any",
        source="pytorch/examples, super_resolution/model.py",
        sized="example",
        text="""\
input 1
conv 64 k5 p2
conv 64 k3 p1
conv 32 k3 p1
conv 9 k3 p1
shuffle 3
returns x3""",
    ),
    Network(
        name="srgan",
        title="SRGAN ×4",
        size=(96, 96),
        otherwise="any",
        source="tensorlayer/SRGAN, srgan.py",
        sized="example",
        text="""\
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
returns x4""",
    ),
    Network(
        name="edsr",
        title="EDSR ×4",
        size=(96, 96),
        otherwise="any",
        source="LimBee/NTIRE2017, code/model/common.lua",
        sized="example",
        text="""\
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
returns x4""",
    ),
    Network(
        name="rrdbnet",
        title="RRDBNet ×4 (ESRGAN)",
        size=(96, 96),
        otherwise="any",
        source="XPixelGroup/BasicSR, basicsr/archs/rrdbnet_arch.py",
        sized="example",
        text="""\
input 3
conv 64 k3 p1
skip first
repeat 23
  skip outer
  repeat 3
    skip x0
    conv 32 k3 p1
    join x0 cat
    skip x1
    conv 32 k3 p1
    join x1 cat
    skip x2
    conv 32 k3 p1
    join x2 cat
    skip x3
    conv 32 k3 p1
    join x3 cat
    conv 64 k3 p1
    join x0 add
  end
  join outer add
end
conv 64 k3 p1
join first add
up x2 nearest
conv 64 k3 p1
up x2 nearest
conv 64 k3 p1
conv 64 k3 p1
conv 3 k3 p1
returns x4""",
    ),
    Network(
        name="sr3",
        title="SR3 ×8",
        size=(16, 16),
        otherwise="fixed",
        source="Janspiry’s unofficial port, model/sr3_modules",
        text="""\
input 3
up x8 bicubic
skip large
join large cat  # beside it stands the noisy picture, as large
conv 64 k3 p1
skip a0
res 64 k3
skip a1
res 64 k3
skip a2
conv 64 k3 s2 p1
skip b0
res 128 k3
skip b1
res 128 k3
skip b2
conv 128 k3 s2 p1
skip c0
res 256 k3
skip c1
res 256 k3
skip c2
conv 256 k3 s2 p1
skip d0
res 512 k3
skip d1
res 512 k3
skip d2
conv 512 k3 s2 p1
skip e0
res 512 k3
skip e1
res 512 k3
skip e2
res 512 k3 x2
join e2 cat
res 512 k3
join e1 cat
res 512 k3
join e0 cat
res 512 k3
up x2 nearest
conv 512 k3 p1
join d2 cat
res 512 k3
join d1 cat
res 512 k3
join d0 cat
res 512 k3
up x2 nearest
conv 512 k3 p1
join c2 cat
res 256 k3
join c1 cat
res 256 k3
join c0 cat
res 256 k3
up x2 nearest
conv 256 k3 p1
join b2 cat
res 128 k3
join b1 cat
res 128 k3
join b0 cat
res 128 k3
up x2 nearest
conv 128 k3 p1
join a2 cat
res 64 k3
join a1 cat
res 64 k3
join a0 cat
res 64 k3
conv 3 k3 p1
returns x8""",
    ),
)
