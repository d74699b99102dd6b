"""Options are looked up while another thread looks one up."""

import threading

from streamlit import config

from ui.options import look_up_without_waiting


def test_nobody_waits_for_an_option(monkeypatch):
    monkeypatch.setattr(config, "_config_lock", config._config_lock)  # is put back
    wanted = config.get_option("server.maxUploadSize")
    look_up_without_waiting()
    found = []
    with config._config_lock:
        other = threading.Thread(
            target=lambda: found.append(config.get_option("server.maxUploadSize")), daemon=True
        )
        other.start()
        other.join(20)
    assert found == [wanted]
