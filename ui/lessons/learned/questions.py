"""The words of the questions about learned kernels."""

from ui.quiz import Wording
from ui.words import N_

WORDINGS = {
    "one_step": Wording(
        N_(
            "A layer has one weight, w = {first}, and makes w · {x} of the input {x}. Wanted is "
            "{target}; the error is the square of the difference. What is w after one step of "
            "gradient descent with rate {rate}?"
        ),
        N_(
            "It makes {made}, so the difference is {gap}; the gradient is 2 · ({gap}) · {x} = "
            "{slope}, and w = {first} − {rate} · ({slope}) = {answer}."
        ),
        {
            "uphill": N_("That goes uphill: the gradient points to where the error grows."),
            "half": N_("The square has a 2 in its derivative."),
            "no_input": N_("A change of w changes the output {x} times as much."),
            "gradient": N_("That is the gradient itself. How far does one step go against it?"),
        },
        hint=N_(
            "How does the error change when w grows a little? Go the other way, times the rate."
        ),
        step="random_start",
    ),
    "best_weight": Wording(
        N_(
            "One weight w is to make {t1} of {x1}, and {t2} of {x2}. Which w has the least squared "
            "error?"
        ),
        N_(
            "The gradient is zero where w · (sum of x²) = sum of x · t: {products} / {squares} = "
            "{answer}."
        ),
        {
            "sums": N_("Then only the sum would be right. Weigh every pair by its input."),
            "ratios": N_("A large input says more about w than a small one."),
            "first": N_("That serves the first pair alone."),
        },
        hint=N_("Add the squares of both differences. For which w does the sum not change?"),
        step="random_start",
    ),
    "gradient": Wording(
        N_(
            "A transposed convolution in one dimension with two taps, stride 2 and no padding "
            "takes x = [{x}] to six outputs. With respect to these the gradient is [{back}]. What "
            "is it with respect to tap {tap} (counted from 0)?"
        ),
        N_(
            "Tap {tap} carries x[i] to output 2i + {tap}. So x meets every second gradient: "
            "{terms} = {answer}."
        ),
        {
            "other": N_("That is the other tap's."),
            "no_stride": N_("x[i] reaches output 2i + {tap}: gradients that are 2 apart."),
            "no_input": N_("Each gradient counts as many times as the input that the tap carried."),
        },
        hint=N_("Which outputs has this tap written, and from which input each?"),
        step="random_start",
    ),
    "even_tap": Wording(
        N_(
            "A kernel of three taps enlarges with stride 2. Training has brought its outer taps to "
            "{left} and {right}. Which middle tap leaves no checkerboard on a constant?"
        ),
        N_(
            "Both outer taps reach the one phase, the middle tap alone the other: {left} + {right} "
            "= {answer}."
        ),
        {
            "mean": N_("The middle tap stands alone in its phase; the outer ones add up."),
            "alike": N_("Then one phase has two such taps, and the other has one."),
            "rest": N_("That makes all taps add up to 1. It is the two phases that must agree."),
        },
        hint=N_("Which taps reach the even outputs, and which the odd ones?"),
        step="evenness",
    ),
    "limit": Wording(
        N_(
            "The second derivative of an error has the eigenvalues {small} and {large}. From which "
            "rate on does gradient descent diverge?"
        ),
        N_(
            "Every step multiplies by 1 − rate · {large} along the steepest direction. That is −1 "
            "at 2 / {large} = {answer}."
        ),
        {
            "smallest": N_("Along the direction with {large} it has long been diverging then."),
            "one_over": N_("There one step leads right to the best, along that direction."),
            "itself": N_("The steeper the error, the smaller the rate must be."),
            "both": N_("Directions do not add: the steepest alone sets the limit."),
        },
        hint=N_("A step multiplies the way to the best by 1 − rate · eigenvalue. When is that −1?"),
        step="rates",
    ),
    "remaining": Wording(
        N_(
            "Along an eigenvector with the eigenvalue {eigenvalue} a kernel learns with rate "
            "{rate}. What part of its way to the best is left after {count} steps?"
        ),
        N_(
            "Each step leaves 1 − {rate} · {eigenvalue} = {factor} of it, so {factor}^{count} "
            "= {answer}."
        ),
        {
            "once": N_("That is left after one step."),
            "product": N_("Every step takes its part of what is left, not of the whole way."),
            "shrunk": N_("That multiplies what each step takes away. Multiply what it leaves."),
        },
        hint=N_("What part of the way does one step leave?"),
        step="rates",
    ),
}
