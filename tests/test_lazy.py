"""Attributes that are worked out when they are first asked for."""

import threading

from scorer.lazy import lazy


class Drawer:
    """Counts how often its content is made."""

    def __init__(self):
        self.made = 0

    @lazy
    def content(self):
        """What lies in it."""
        self.made += 1
        return [self.made]


def test_an_attribute_is_made_once_an_object():
    one, other = Drawer(), Drawer()
    assert one.content is one.content
    assert (one.content, other.content, one.made) == ([1], [1], 1)


def test_the_class_tells_what_it_is():
    assert Drawer.content.__doc__ == "What lies in it."


def test_no_object_waits_for_another():
    held, done = threading.Event(), threading.Event()

    class Slow:
        """Its value waits as long as it is told."""

        def __init__(self, wait):
            self.wait = wait

        @lazy
        def value(self):
            """The wait."""
            if self.wait:
                held.set()
                done.wait(10)
            return self.wait

    thread = threading.Thread(target=lambda: Slow(True).value)
    thread.start()
    held.wait()
    assert Slow(False).value is False
    assert thread.is_alive()
    done.set()
    thread.join()
