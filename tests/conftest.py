"""A skipped test has checked nothing: it fails the run."""


def skipped(config):
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return len(reporter.stats.get("skipped", ())) if reporter else 0


def pytest_sessionfinish(session, exitstatus):
    if exitstatus == 0 and skipped(session.config):
        session.exitstatus = 1


def pytest_terminal_summary(terminalreporter, config):
    if skipped(config):
        terminalreporter.write_line(
            f"{skipped(config)} skipped: a skipped test checks nothing, so the run "
            "fails.",
            red=True,
        )
