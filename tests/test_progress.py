"""Long work tells how far it is: loops by their items, stages by their share of the whole."""

from ropa_desktop.progress import counted, heard_by, part, tell


def test_a_loop_tells_how_far_it_is_and_that_it_is_done() -> None:
    heard: list[float] = []
    with heard_by(heard.append):
        assert list(counted(["a", "b", "c", "d"])) == ["a", "b", "c", "d"]
    assert heard == [0.25, 0.5, 0.75, 1.0]


def test_a_long_loop_tells_no_more_often_than_a_bar_can_show() -> None:
    heard: list[float] = []
    with heard_by(heard.append):
        for _item in counted(range(100_000)):
            pass
    assert len(heard) == 200
    assert heard == sorted(heard)
    assert heard[-1] == 1.0


def test_what_is_told_within_a_stage_is_its_part_of_the_whole() -> None:
    heard: list[float] = []
    with heard_by(heard.append):
        with part(0.0, 0.2):
            list(counted([1, 2]))
        with part(0.2, 1.0), part(0.5, 1.0):
            list(counted([1, 2]))
    assert [round(share, 3) for share in heard] == [0.1, 0.2, 0.2, 0.8, 1.0, 1.0, 1.0]


def test_a_stage_without_loops_is_done_at_its_end() -> None:
    heard: list[float] = []
    with heard_by(heard.append), part(0.0, 0.4):
        pass
    assert heard == [0.4]


def test_what_is_no_loop_over_one_sequence_tells_by_itself() -> None:
    heard: list[float] = []
    tell(0.1)
    with heard_by(heard.append), part(0.5, 1.0):
        tell(0.5)
    assert heard == [0.75, 1.0]


def test_nobody_is_told_where_nobody_waits() -> None:
    with part(0.0, 0.5):
        assert list(counted([1, 2, 3])) == [1, 2, 3]
