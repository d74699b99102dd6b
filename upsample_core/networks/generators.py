"""Networks that make pictures, from noise, from a code, or from other pictures."""

from upsample_core.networks.network import Network

GENERATORS = (
    Network(
        name="dcgan",
        title="DCGAN",
        size=(1, 1),
        otherwise="fixed",
        source="Newmu/dcgan_code, faces/train_uncond_dcgan.py",
        widths=True,
        text="""\
input 100
dense 1024 4x4
convt 512 k5 s2 p2 op1
convt 256 k5 s2 p2 op1
convt 128 k5 s2 p2 op1
convt 3 k5 s2 p2 op1""",
    ),
    Network(
        name="dcgan_pytorch",
        title="DCGAN, PyTorch’s",
        size=(1, 1),
        otherwise="fixed",
        source="pytorch/examples, dcgan/main.py",
        widths=True,
        text="""\
input 100
convt 512 k4
convt 256 k4 s2 p1
convt 128 k4 s2 p1
convt 64 k4 s2 p1
convt 3 k4 s2 p1""",
    ),
    Network(
        name="vae",
        title="VAE",
        size=(64, 64),
        otherwise="fixed",
        source="AntixK/PyTorch-VAE, models/vanilla_vae.py",
        text="""\
input 3
conv 32 k3 s2 p1
conv 64 k3 s2 p1
conv 128 k3 s2 p1
conv 256 k3 s2 p1
conv 512 k3 s2 p1
dense 128
dense 512 2x2
convt 256 k3 s2 p1 op1
convt 128 k3 s2 p1 op1
convt 64 k3 s2 p1 op1
convt 32 k3 s2 p1 op1
convt 32 k3 s2 p1 op1
conv 3 k3 p1
returns x1""",
    ),
    Network(
        name="pix2pix",
        title="Pix2Pix",
        size=(256, 256),
        otherwise="refuse",
        source="phillipi/pix2pix, models.lua",
        text="""\
input 3
conv 64 k4 s2 p1
skip e1
conv 128 k4 s2 p1
skip e2
conv 256 k4 s2 p1
skip e3
conv 512 k4 s2 p1
skip e4
conv 512 k4 s2 p1
skip e5
conv 512 k4 s2 p1
skip e6
conv 512 k4 s2 p1
skip e7
conv 512 k4 s2 p1
convt 512 k4 s2 p1
join e7 cat
convt 512 k4 s2 p1
join e6 cat
convt 512 k4 s2 p1
join e5 cat
convt 512 k4 s2 p1
join e4 cat
convt 256 k4 s2 p1
join e3 cat
convt 128 k4 s2 p1
join e2 cat
convt 64 k4 s2 p1
join e1 cat
convt 3 k4 s2 p1
returns x1""",
    ),
    Network(
        name="cyclegan",
        title="CycleGAN",
        size=(256, 256),
        otherwise="other_size",
        source="junyanz/CycleGAN, models/architectures.lua",
        sized="described",
        text="""\
input 3
conv 64 k7 p3
conv 128 k3 s2 p1
conv 256 k3 s2 p1
res 256 k3 x9
convt 128 k3 s2 p1 op1
convt 64 k3 s2 p1 op1
conv 3 k7 p3
returns x1""",
    ),
    Network(
        name="pggan",
        title="PGGAN",
        size=(1, 1),
        otherwise="fixed",
        source="tkarras/progressive_growing_of_gans, networks.py",
        text="""\
input 512
dense 512 4x4
conv 512 k3 p1
up x2 nearest
conv 512 k3 p1 x2
up x2 nearest
conv 512 k3 p1 x2
up x2 nearest
conv 512 k3 p1 x2
up x2 nearest
conv 256 k3 p1 x2
up x2 nearest
conv 128 k3 p1 x2
up x2 nearest
conv 64 k3 p1 x2
up x2 nearest
conv 32 k3 p1 x2
up x2 nearest
conv 16 k3 p1 x2
conv 3 k1""",
    ),
    Network(
        name="stylegan",
        title="StyleGAN",
        size=(4, 4),
        otherwise="fixed",
        source="NVlabs/stylegan, training/networks_stylegan.py",
        text="""\
input 512
noise
adain 512
conv 512 k3 p1
noise
adain 512
up x2 nearest
conv 512 k3 p1
blur 1,2,1 p1
noise
adain 512
conv 512 k3 p1
noise
adain 512
up x2 nearest
conv 512 k3 p1
blur 1,2,1 p1
noise
adain 512
conv 512 k3 p1
noise
adain 512
up x2 nearest
conv 512 k3 p1
blur 1,2,1 p1
noise
adain 512
conv 512 k3 p1
noise
adain 512
up x2 nearest
conv 256 k3 p1
blur 1,2,1 p1
noise
adain 512
conv 256 k3 p1
noise
adain 512
up x2 nearest
conv 128 k3 p1
blur 1,2,1 p1
noise
adain 512
conv 128 k3 p1
noise
adain 512
up x2 nearest
conv 64 k3 p1
blur 1,2,1 p1
noise
adain 512
conv 64 k3 p1
noise
adain 512
up x2 nearest
conv 32 k3 p1
blur 1,2,1 p1
noise
adain 512
conv 32 k3 p1
noise
adain 512
up x2 nearest
conv 16 k3 p1
blur 1,2,1 p1
noise
adain 512
conv 16 k3 p1
noise
adain 512
conv 3 k1""",
    ),
    Network(
        name="stylegan2",
        title="StyleGAN2",
        size=(4, 4),
        otherwise="fixed",
        source="NVlabs/stylegan2, training/networks_stylegan2.py",
        text="""\
input 512
conv 512 k3 p1
convt 512 k3 s2
blur 1,3,3,1 p1
conv 512 k3 p1
convt 512 k3 s2
blur 1,3,3,1 p1
conv 512 k3 p1
convt 512 k3 s2
blur 1,3,3,1 p1
conv 512 k3 p1
convt 512 k3 s2
blur 1,3,3,1 p1
conv 512 k3 p1
convt 256 k3 s2
blur 1,3,3,1 p1
conv 256 k3 p1
convt 128 k3 s2
blur 1,3,3,1 p1
conv 128 k3 p1
convt 64 k3 s2
blur 1,3,3,1 p1
conv 64 k3 p1
convt 32 k3 s2
blur 1,3,3,1 p1
conv 32 k3 p1
conv 3 k1""",
    ),
)
