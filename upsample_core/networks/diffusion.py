"""Networks that make pictures by taking noise away, step by step."""

from upsample_core.networks.network import Network

DIFFUSION = (
    Network(
        name="ddpm32",
        title="DDPM, 32 × 32",
        size=(32, 32),
        otherwise="refuse",
        source="hojonathanho/diffusion, diffusion_tf/models/unet.py",
        text="""\
input 3
conv 128 k3 p1
skip a0
res 128 k3
skip a1
res 128 k3
skip a2
conv 128 k3 s2 same
skip b0
res 256 k3
skip b1
res 256 k3
skip b2
conv 256 k3 s2 same
skip c0
res 256 k3
skip c1
res 256 k3
skip c2
conv 256 k3 s2 same
skip d0
res 256 k3
skip d1
res 256 k3
skip d2
res 256 k3 x2
join d2 cat
res 256 k3
join d1 cat
res 256 k3
join d0 cat
res 256 k3
up x2 nearest
conv 256 k3 p1
join c2 cat
res 256 k3
join c1 cat
res 256 k3
join c0 cat
res 256 k3
up x2 nearest
conv 256 k3 p1
join b2 cat
res 256 k3
join b1 cat
res 256 k3
join b0 cat
res 256 k3
up x2 nearest
conv 256 k3 p1
join a2 cat
res 128 k3
join a1 cat
res 128 k3
join a0 cat
res 128 k3
conv 3 k3 p1
returns x1""",
    ),
    Network(
        name="ddpm256",
        title="DDPM, 256 × 256",
        size=(256, 256),
        otherwise="refuse",
        source="hojonathanho/diffusion, diffusion_tf/models/unet.py",
        text="""\
input 3
conv 128 k3 p1
skip a0
res 128 k3
skip a1
res 128 k3
skip a2
conv 128 k3 s2 same
skip b0
res 128 k3
skip b1
res 128 k3
skip b2
conv 128 k3 s2 same
skip c0
res 256 k3
skip c1
res 256 k3
skip c2
conv 256 k3 s2 same
skip d0
res 256 k3
skip d1
res 256 k3
skip d2
conv 256 k3 s2 same
skip e0
res 512 k3
skip e1
res 512 k3
skip e2
conv 512 k3 s2 same
skip f0
res 512 k3
skip f1
res 512 k3
skip f2
res 512 k3 x2
join f2 cat
res 512 k3
join f1 cat
res 512 k3
join f0 cat
res 512 k3
up x2 nearest
conv 512 k3 p1
join e2 cat
res 512 k3
join e1 cat
res 512 k3
join e0 cat
res 512 k3
up x2 nearest
conv 512 k3 p1
join d2 cat
res 256 k3
join d1 cat
res 256 k3
join d0 cat
res 256 k3
up x2 nearest
conv 256 k3 p1
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
res 128 k3
join a1 cat
res 128 k3
join a0 cat
res 128 k3
conv 3 k3 p1
returns x1""",
    ),
    Network(
        name="ldm_vae",
        title="Latent diffusion, autoencoder",
        size=(512, 512),
        otherwise="other_size",
        source="CompVis/latent-diffusion, ldm/modules/diffusionmodules/model.py",
        text="""\
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
returns x1""",
    ),
    Network(
        name="ldm_unet",
        title="Latent diffusion, U-Net",
        size=(512, 512),
        otherwise="refuse",
        source="CompVis/latent-diffusion, ldm/modules/diffusionmodules/openaimodel.py",
        text="""\
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
returns x1""",
    ),
)
