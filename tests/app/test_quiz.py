"""The questions of a lesson as a person meets them: rounds, hints, solutions, and their address."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.lessons import LESSONS
from upsample_core.lessons.questions.rounds import ROUND, ROUNDS, drawn, following

ROOT = Path(__file__).parents[2]
PAGE = "convolution-matrix"
SEED = 417


def opened(page=PAGE, **address):
    """Open a lesson at its questions, unless the address names another step."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in ({"lang": "en", "step": "questions"} | address).items():
        app.query_params[name] = str(value)
    app.switch_page(f"pages/{page}.py").run()
    return sound(app)


def sound(app):
    assert not app.exception
    return app


def told(app):
    return "\n".join(element.value for element in (*app.markdown, *app.subheader))


def check(app, question, reply):
    """Reply to the question on show, with a value or a text."""
    if question.choices:
        app.radio[-1].set_value(reply if reply in question.choices else None)
    else:
        values = reply if isinstance(reply, tuple) else (reply,)
        app.text_input[-1].input(", ".join(map(str, values)))
    next(button for button in app.button if button.label in ("Check", "检查")).click().run()
    return sound(app)


def primary(app, page, name):
    return app.button(key=f"{page.replace('-', '_')}_{name}")


def address_of(app):
    """What the browser's address becomes: what was written, or what replaces it."""
    replacement = app.session_state["_page"].replacement
    found = {n: v[0] if isinstance(v, list) else v for n, v in dict(app.query_params).items()}
    return replacement or found


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("page", LESSONS)
def test_a_round_from_its_first_question_to_its_end(page, lang):
    lesson = LESSONS[page]
    app = opened(page, lang=lang, quiz=SEED)
    for place, question in enumerate(drawn(lesson.kinds, SEED)):
        numbers = {"en": f"**{place + 1} of 6**", "zh": f"**第 {place + 1} 题，共 6 题**"}
        assert numbers[lang] in told(app)
        check(app, question, "?")
        assert (len(app.info), len(app.warning), len(app.success)) == (1, 0, 0)
        check(app, question, wrong(question)[0])
        assert (len(app.info), len(app.warning), len(app.error)) == (0, 1, 0)
        assert "{" not in app.warning[0].value
        check(app, question, question.answer)
        assert (len(app.warning), len(app.success)) == (0, 1)
        assert "{" not in app.success[0].value
        sound(primary(app, page, "next").click().run())
    ends = {"en": "**0 of 6 right at the first try**", "zh": "**共 6 题，第一次就答对 0 题**"}
    assert ends[lang] in told(app)
    assert not app.text_input
    assert not app.radio


@pytest.mark.parametrize("page", LESSONS)
def test_a_second_wrong_reply_gets_the_solution(page):
    app = opened(page, quiz=SEED)
    for question in drawn(LESSONS[page].kinds, SEED):
        first, second = list(dict.fromkeys(wrong(question)))[:2]
        check(app, question, first)
        assert not app.error
        check(app, question, second)
        assert (len(app.warning), len(app.error)) == (0, 1)
        assert "{" not in app.error[0].value
        form = app.radio[-1] if question.choices else app.text_input[-1]
        assert form.disabled
        assert not [button for button in app.button if button.label == "Check"]
        if question.choices:
            assert form.value == second, "what was answered last"
        sound(primary(app, page, "next").click().run())
    assert "**0 of 6 right at the first try**" in told(app)
    assert told(app).count(": not yet") == ROUND


def wrong(question):
    """Wrong replies, those of known slips first."""
    others = [name for name in question.choices if name != question.answer]
    return [*question.mistakes.values(), *(others or [off(question)])]


def off(question):
    """A wrong reply that no slip is known for."""
    if isinstance(question.answer, tuple):
        return tuple(value + 1000.5 for value in question.answer)
    return question.answer + 1000.5


def test_a_reply_that_no_slip_is_known_for_gets_the_hint_of_its_kind():
    app = opened(quiz=SEED)
    question = drawn(LESSONS[PAGE].kinds, SEED)[0]
    check(app, question, off(question))
    assert "one row for every cell that comes out" in app.warning[0].value


def test_a_known_slip_is_told_with_the_learners_own_numbers():
    app = opened(quiz=SEED)
    question = drawn(LESSONS[PAGE].kinds, SEED)[0]
    rows, columns = question.answer
    check(app, question, question.mistakes["transposed"])
    assert f"You answered **{columns} × {rows}**." in app.warning[0].value
    assert "That is the shape of Cᵀ" in app.warning[0].value
    assert f"{rows} rows" not in app.warning[0].value, "no solution yet"


def test_the_first_try_counts_and_the_summary_leads_back_to_what_was_missed():
    app = opened(quiz=SEED)
    for place, question in enumerate(drawn(LESSONS[PAGE].kinds, SEED)):
        if place == 3:
            check(app, question, off(question))
        check(app, question, question.answer)
        sound(primary(app, PAGE, "next").click().run())
    assert "**5 of 6 right at the first try**" in told(app)
    assert told(app).count("right at the second try") == 1
    looks = [button.key for button in app.button if "_look_" in (button.key or "")]
    assert looks == ["convolution_matrix_look_columns"]
    sound(app.button(key=looks[0]).click().run())
    assert [header.proto.anchor for header in app.header] == ["columns"]


def test_another_round_is_that_of_the_next_seed():
    app = opened(quiz=ROUNDS - 1)
    for question in drawn(LESSONS[PAGE].kinds, ROUNDS - 1):
        check(app, question, question.answer)
        sound(primary(app, PAGE, "next").click().run())
    sound(primary(app, PAGE, "another").click().run())
    assert following(ROUNDS - 1) == 0
    assert address_of(app)["quiz"] == "0"
    assert "**1 of 6**" in told(app)
    first = drawn(LESSONS[PAGE].kinds, 0)[0]
    check(app, first, first.answer)
    assert len(app.success) == 1


def test_every_visit_has_a_seed_of_its_own_and_the_address_says_it():
    seeds = [address_of(opened())["quiz"] for _visit in range(4)]
    assert len(set(seeds)) > 1
    assert all(0 <= int(seed) < ROUNDS for seed in seeds)


def test_the_seed_is_no_entry_of_the_history_beside_the_step():
    app = opened(step="rows")
    assert "quiz" not in app.session_state["_page"].address
    sound(app.segmented_control(key="steps").set_value("questions").run())
    page = app.session_state["_page"]
    assert "quiz" in page.address
    assert "quiz" not in app.query_params
    assert page.replacement == page.address, "what is to stand in place of the browser's"
    # A click that comes before it does is not lost, and the seed stays.
    seed = page.address["quiz"]
    sound(app.segmented_control(key="steps").set_value("rows").run())
    assert app.session_state["_page"].address["quiz"] == seed
    assert [header.proto.anchor for header in app.header] == ["rows"]


def test_a_visit_keeps_its_seed_and_what_was_answered():
    app = opened()
    seed = address_of(app)["quiz"]
    question = drawn(LESSONS[PAGE].kinds, int(seed))[0]
    check(app, question, question.answer)
    assert len(app.success) == 1
    sound(app.segmented_control(key="steps").set_value("rows").run())
    assert not app.success
    sound(app.segmented_control(key="steps").set_value("questions").run())
    assert app.session_state["_page"].address["quiz"] == seed
    assert len(app.success) == 1


@pytest.mark.parametrize("bad", ["1000", "-1", "x", "1.5", "9" * 40])
def test_a_seed_that_there_is_not_gets_a_sentence_and_another_one(bad):
    app = opened(quiz=bad)
    (warning,) = app.warning
    seed = address_of(app)["quiz"]
    assert warning.value.startswith("Round: ")
    assert warning.value.endswith(f"is not possible here, so {seed} is used.")
    sound(app.run())
    assert not app.warning


def test_the_questions_stand_on_one_page_with_the_steps():
    app = opened(step="all", quiz=SEED)
    question = drawn(LESSONS[PAGE].kinds, SEED)[0]
    check(app, question, question.answer)
    assert len(app.success) == 1


def test_what_is_said_before_the_second_try_never_tells_the_solution():
    """The right answer fills only the explanation, which comes after the last try."""
    for lesson in LESSONS.values():
        for wording in lesson.wordings.values():
            for text in (wording.hint, *wording.mistakes.values(), *wording.choices.values()):
                assert "{answer}" not in text


@pytest.mark.parametrize("page", LESSONS)
def test_every_kind_of_question_names_a_step_of_its_lesson(page):
    lesson = LESSONS[page]
    names = {step.name for step in lesson.steps}
    assert {wording.step for wording in lesson.wordings.values()} <= names
    assert all(wording.hint for wording in lesson.wordings.values())
