"""Networks that make pictures, from noise, from a code, or from other pictures.

A row: title, published size (height, width), what the code does with other sizes, source, whether
its widths were read there, and the chain as `text` reads it.
"""

Row = tuple[str, tuple[int, int], str, str, bool, str]

GENERATORS: dict[str, Row] = {
    "dcgan": (
        "DCGAN",
        (1, 1),
        "fixed",
        "Newmu/dcgan_code, faces/train_uncond_dcgan.py",
        True,
        """
input 100
dense 1024 4x4
convt 512 k5 s2 p2 op1
convt 256 k5 s2 p2 op1
convt 128 k5 s2 p2 op1
convt 3 k5 s2 p2 op1
""",
    ),
    "dcgan_pytorch": (
        "DCGAN, PyTorch’s",
        (1, 1),
        "fixed",
        "pytorch/examples, dcgan/main.py",
        True,
        """
input 100
convt 512 k4
convt 256 k4 s2 p1
convt 128 k4 s2 p1
convt 64 k4 s2 p1
convt 3 k4 s2 p1
""",
    ),
    "vae": (
        "VAE",
        (64, 64),
        "fixed",
        "AntixK/PyTorch-VAE, models/vanilla_vae.py",
        False,
        """
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
returns x1
""",
    ),
    "pix2pix": (
        "Pix2Pix",
        (256, 256),
        "refuse",
        "phillipi/pix2pix, models.lua",
        False,
        """
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
returns x1
""",
    ),
    "cyclegan": (
        "CycleGAN",
        (256, 256),
        "other_size",
        "junyanz/CycleGAN, models/architectures.lua",
        False,
        """
input 3
conv 64 k7 p3
conv 128 k3 s2 p1
conv 256 k3 s2 p1
res 256 k3 x9
convt 128 k3 s2 p1 op1
convt 64 k3 s2 p1 op1
conv 3 k7 p3
returns x1
""",
    ),
    "pggan": (
        "PGGAN",
        (1, 1),
        "fixed",
        "tkarras/progressive_growing_of_gans, networks.py",
        False,
        """
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
conv 3 k1
""",
    ),
    "stylegan2": (
        "StyleGAN2",
        (4, 4),
        "fixed",
        "NVlabs/stylegan2, training/networks_stylegan2.py",
        False,
        """
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
conv 3 k1
""",
    ),
    "ldm_vae": (
        "Latent diffusion, autoencoder",
        (512, 512),
        "other_size",
        "CompVis/latent-diffusion, ldm/modules/diffusionmodules/model.py",
        False,
        """
input 3
conv 128 k3 p1
res 128 k3 x2
conv 128 k3 s2 p0+1
res 256 k3 x2
conv 256 k3 s2 p0+1
res 512 k3 x2
conv 512 k3 s2 p0+1
res 512 k3 x4
conv 8 k3 p1
conv 8 k1
conv 4 k1  # the mean, half of the eight
conv 512 k3 p1
res 512 k3 x5
up x2 nearest
conv 512 k3 p1
res 512 k3 x3
up x2 nearest
conv 512 k3 p1
res 256 k3 x3
up x2 nearest
conv 256 k3 p1
res 128 k3 x3
conv 3 k3 p1
returns x1
""",
    ),
    "ldm_unet": (
        "Latent diffusion, U-Net",
        (512, 512),
        "refuse",
        "CompVis/latent-diffusion, ldm/modules/diffusionmodules/openaimodel.py",
        False,
        """
input 3
conv 128 k3 p1
res 128 k3 x2
conv 128 k3 s2 p0+1
res 256 k3 x2
conv 256 k3 s2 p0+1
res 512 k3 x2
conv 512 k3 s2 p0+1
res 512 k3 x4
conv 8 k3 p1
conv 8 k1
conv 4 k1  # the mean, half of the eight
conv 320 k3 p1
skip a0
res 320 k3
skip a1
res 320 k3
skip a2
conv 320 k3 s2 p1
skip b0
res 640 k3
skip b1
res 640 k3
skip b2
conv 640 k3 s2 p1
skip c0
res 1280 k3
skip c1
res 1280 k3
skip c2
conv 1280 k3 s2 p1
skip d0
res 1280 k3
skip d1
res 1280 k3
skip d2
res 1280 k3 x2
join d2 cat
res 1280 k3
join d1 cat
res 1280 k3
join d0 cat
res 1280 k3
up x2 nearest
conv 1280 k3 p1
join c2 cat
res 1280 k3
join c1 cat
res 1280 k3
join c0 cat
res 1280 k3
up x2 nearest
conv 1280 k3 p1
join b2 cat
res 640 k3
join b1 cat
res 640 k3
join b0 cat
res 640 k3
up x2 nearest
conv 640 k3 p1
join a2 cat
res 320 k3
join a1 cat
res 320 k3
join a0 cat
res 320 k3
conv 4 k3 p1
conv 4 k1
conv 512 k3 p1
res 512 k3 x5
up x2 nearest
conv 512 k3 p1
res 512 k3 x3
up x2 nearest
conv 512 k3 p1
res 256 k3 x3
up x2 nearest
conv 256 k3 p1
res 128 k3 x3
conv 3 k3 p1
returns x1
""",
    ),
}
