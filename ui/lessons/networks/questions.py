"""The words of the questions about real networks."""

from ui.quiz import Wording
from ui.words import N_

WORDINGS = {
    "field": Wording(
        N_(
            "Each level has {times} convolutions of {kernel_size} × {kernel_size}, then max "
            "pooling of 2 × 2 with stride 2. After {levels} such levels come the convolutions of "
            "the next. How many pixels of the picture does one of its cells see along an axis?"
        ),
        N_(
            "The convolutions of the first level see {own}, with the pooling {pooled}. From there "
            "each step counts for two, then four …: at the end cells are {apart} pixels apart, and "
            "the last convolutions alone add {last}. Together {answer}."
        ),
        {
            "cell": N_("That is how far apart cells are. Each sees more than its own square."),
            "no_stride": N_("After a halving, a step of one cell is a step of two pixels."),
            "one_side": N_("That is from the middle to one end. Count both sides."),
            "last_only": N_("That counts the last convolutions; those before add pixels too."),
        },
        hint=N_("Go level by level: what does each layer add, in pixels of the picture?"),
        step="down",
    ),
    "meeting": Wording(
        N_(
            "A map of {size} cells along an axis is halved {times} times, by windows of "
            "{kernel_size} with stride 2 and padding {padding}. The smallest is doubled, and meets "
            "the map of the level above. How many cells has each: the doubled, the kept?"
        ),
        N_("{sizes}: doubled and kept are {answer}. They fit only if nothing was rounded there."),
        {
            "other_way": N_("Does this layer round up or down? ⌊(N + 2P − K) / 2⌋ + 1 tells."),
            "no_rounding": N_(
                "Halving an odd number rounds: doubled, it is another number than before."
            ),
            "turned": N_("First the doubled map, then the kept one."),
            "not_doubled": N_("That is the smallest map before it is doubled."),
            "outermost": N_("The map of the level just above is meant, not the input."),
        },
        hint=N_("Write down the size after every halving. Which two of them meet?"),
        step="ways",
    ),
    "first_break": Wording(
        N_(
            "A U-Net with padded convolutions pools four times by 2 × 2, rounding down. Before "
            "each pooling it keeps the map: a, b, c, d. The picture has {side} × {side} pixels. "
            "At which skip is the first on the way up where the maps do not fit?"
        ),
        N_(
            "Down it goes {sizes}. On the way up d comes first, then c, b and a; a skip breaks "
            "where its size is odd."
        ),
        {
            "last_one": N_("There it breaks as well, but the way up begins with d."),
            "deepest": N_("Is the size of d odd? Only then has its pooling dropped a row."),
            "fits": N_("Halve step by step: one of the sizes is odd."),
        },
        {
            "a": N_("a, kept before the first pooling"),
            "b": N_("b, kept after one pooling"),
            "c": N_("c, kept after two poolings"),
            "d": N_("d, kept after three poolings"),
            "none": N_("at none: it fits"),
        },
        hint=N_("Which of the sizes on the way down is odd, and comes first on the way up?"),
        step="ways",
    ),
    "unet_crop": Wording(
        N_(
            "A U-Net has {depth} poolings; at every level, down, at the bottom and up, stand "
            "{times} convolutions of 3 × 3 without padding. How many cells are cropped from each "
            "side of the kept map at skip number {from_below} from below?"
        ),
        N_(
            "Convolutions of a level take {lost} cells off a map, half of it from each side. The "
            "innermost skip crops {innermost}; further out the difference doubles, and the "
            "convolutions of a level on both ways come on top: {crops}."
        ),
        {
            "both_sides": N_(
                "That is the difference of both sizes. Half of it goes from each side."
            ),
            "innermost": N_("That is cropped at the innermost skip."),
            "doubled": N_("It more than doubles: the convolutions of the level take cells too."),
            "next": N_("That is cropped at the skip further out."),
        },
        hint=N_(
            "Take any size that fits, and follow it: how large is the kept map, and how large the "
            "enlarged one?"
        ),
        step="ways",
    ),
    "fcn_crop": Wording(
        N_(
            "FCN-{stride}s pads the picture by {border}. Its last layer is a transposed "
            "convolution with K = {kernel_size} and S = {stride}. The middle of the first cell "
            "before it stands at pixel {first} of the picture, and the middle of its stamp at "
            "cell {centre} of the enlarged map. From which cell on must that be cropped, so that "
            "it begins with pixel 0?"
        ),
        N_(
            "Cell {centre} belongs to pixel {first}, so pixel 0 to cell {centre} − ({first}) = "
            "{answer}."
        ),
        {
            "sign": N_("If the cell stands right of pixel 0, then pixel 0 lies left of it."),
            "border": N_(
                "The border is padded before the convolutions, which take most of it off."
            ),
            "published": N_("That belongs to a border of 100."),
            "kernel": N_("Half the kernel alone: where does the first cell stand in the picture?"),
        },
        hint=N_("One cell of the enlarged map is one pixel. How far is it back to pixel 0?"),
        step="ways",
    ),
    "pad_picture": Wording(
        N_(
            "A network halves {halvings} times and joins every level on the way up. A picture of "
            "{size} (height × width) is padded until it fits, with as little as possible. Which "
            "size goes in?"
        ),
        N_("Every halving must be even: multiples of 2^{halvings} = {period}. So {answer}."),
        {
            "down": N_("Padding adds cells; it never takes any off."),
            "one_less": N_("That suffices for one halving less."),
            "nearest": N_("The nearest multiple is below the picture. Padding adds cells."),
            "one_more": N_("It fits, but with fewer cells it would too."),
        },
        hint=N_("Which numbers can be halved {halvings} times without rounding?"),
        step="ways",
    ),
    "comes_out": Wording(
        N_(
            "A generator without skips halves {times} times by convolutions of {kernel_size} with "
            "stride 2 and padding 1, and enlarges {times} times by transposed convolutions of "
            "{kernel_size} with stride 2, padding 1 and output padding {extra}, which double. "
            "{size} cells go in. How many come out?"
        ),
        N_(
            "The smallest map has {smallest} cells, and comes back as {smallest} · {period} = "
            "{answer}. Nothing breaks, for nothing is joined."
        ),
        {
            "same": N_("{size} is no multiple of {period}: something was rounded on the way down."),
            "other_way": N_("Does this layer round up or down?"),
            "one_layer": N_("That is after one of the {times} layers that enlarge."),
        },
        hint=N_("How large is the smallest map, and what do the layers behind it make of it?"),
        step="ways",
    ),
    "overlap": Wording(
        N_(
            "A decoder enlarges by a transposed convolution with K = {kernel_size} and S = "
            "{stride}. How many taps reach its phases along an axis: the most, the least?"
        ),
        N_("{kernel_size} taps for {stride} phases: {whole} each, and {rest} left over: {answer}."),
        {
            "two_axes": N_("That is in two dimensions. Along one axis?"),
            "even": N_("They would be alike if S divided K. Does it?"),
            "parameters": N_("Those are K and S. How are K taps shared among S phases?"),
            "turned": N_("First the most, then the least."),
        },
        hint=N_("Deal the taps to the phases, one after another. Who gets one more?"),
        step="patterns",
    ),
    "work": Wording(
        N_(
            "A network for super-resolution has {layers} equal convolutions. In number {place} it "
            "makes r² times as many channels, and a pixel shuffle by r = {factor} behind it makes "
            "them pixels. How many times the multiplications of one layer at low resolution do all "
            "take together?"
        ),
        N_(
            "{before} before it at low resolution, and {after} from it on at r² = {square} each: "
            "the shuffled one too, for it makes {square} times as many channels. Together "
            "{answer}."
        ),
        {
            "shuffle_free": N_(
                "Layer {place} works on the small map, but makes {square} times as many channels."
            ),
            "one_axis": N_(
                "A map that is r times as large along both axes has r² times the cells."
            ),
            "all_large": N_("Those before the shuffle work on the small map."),
            "all_small": N_("Those behind the shuffle work on the large map."),
        },
        hint=N_("What does each layer cost, counted in layers at low resolution?"),
        step="last",
    ),
}
