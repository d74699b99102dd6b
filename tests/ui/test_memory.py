"""What is loaded for good is not walked by every garbage collection."""

import gc
import sys
import types

from ui.memory import spare_modules


def test_what_is_loaded_is_set_aside_once_and_again_when_more_is_loaded():
    spare_modules()
    before = gc.get_freeze_count()
    assert before > len(sys.modules)
    kept = [[] for _ in range(500)]
    spare_modules()
    assert gc.get_freeze_count() <= before, "nothing was loaded, so nothing is set aside"
    sys.modules["loaded_by_this_test"] = types.ModuleType("loaded_by_this_test")
    try:
        spare_modules()
    finally:
        del sys.modules["loaded_by_this_test"]
    assert gc.get_freeze_count() >= before + len(kept)
    gc.unfreeze()
