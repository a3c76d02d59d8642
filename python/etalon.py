"""Etalon from Python: similarity measures for neural representations.

Copy this file next to your code. It needs numpy 1.20 or newer, and Etalon's command line: ``etalon`` on the PATH, or
the environment variable ``ETALON`` (for example ``ETALON="node /path/to/etalon/dist/cli/main.js"``), or an installed
package that ``npx --no-install etalon`` finds.

    import etalon
    scores = etalon.compare(X, Y, metrics=["cka-linear", "procrustes"])
    scores["cka-linear"]["value"]

Rows are stimuli, columns are units; row i of every array is the same stimulus.
"""

import json
import os
import re
import shlex
import shutil
import subprocess
import tempfile
from typing import Any, Dict, List, Mapping, Optional, Sequence, Union

import numpy as np

__all__ = ["EtalonError", "compare", "layers", "run"]

#: What becomes an array: numpy arrays of any order and real type, lists, tensors on the CPU.
ArrayLike = Any
#: The layers of a network: arrays in their order, with names or without.
Network = Union[Mapping[str, ArrayLike], Sequence[ArrayLike]]
Metrics = Union[str, Sequence[str]]


class EtalonError(Exception):
    """What Etalon says about a fault, in one line.

    Attributes:
        code: its stable name, such as ``input/row-mismatch``; ``python/...`` for what this file found.
        exit_code: how the command line ended; ``None`` where it was not called.
    """

    def __init__(self, message: str, code: str = "unexpected", exit_code: Optional[int] = None) -> None:
        super().__init__(message)
        self.code = code
        self.exit_code = exit_code


def _command() -> List[str]:
    """The words that start the command line."""
    named = os.environ.get("ETALON", "").strip()
    if named:
        return shlex.split(named, posix=os.name != "nt")
    found = shutil.which("etalon")
    if found is not None:
        return [found]
    npx = shutil.which("npx")
    if npx is not None:
        # Without --no-install npx would fetch whatever package has this name.
        return [npx, "--no-install", "etalon"]
    raise EtalonError(
        "there is no command line of Etalon; install it, or name it in the environment variable ETALON",
        "python/no-command",
    )


def _fault(stderr: str, exit_code: int) -> EtalonError:
    """The exception for the last line that the command line wrote for people."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    said = [line for line in lines if line.startswith("etalon: ")]
    line = (said or lines or ["it ended without a word"])[-1]
    match = re.match(r"(?:etalon: )?(.*?)(?: \[([a-z][a-z0-9/-]*)\])?$", line)
    message, code = match.groups() if match else (line, None)
    return EtalonError(message, code or "python/command-failed", exit_code)


def _run_in(folder: str, *args: str) -> Any:
    """As :func:`run`, with the arrays called as they are here, without the folder that they lie in for a moment."""
    try:
        return run(*args)
    except EtalonError as error:
        raise EtalonError(str(error).replace(folder + os.sep, ""), error.code, error.exit_code) from None


def run(*args: str) -> Any:
    """Runs a command line with ``--json`` and returns what it prints.

    Args:
        args: the words of the line, such as ``"list", "metrics"``.

    Raises:
        EtalonError: with Etalon's own sentence.
    """
    command = _command() + [str(arg) for arg in args] + ["--json"]
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    except OSError as error:
        raise EtalonError(
            "cannot start {}: {}; check the environment variable ETALON".format(command[0], error),
            "python/no-command",
        ) from error
    # 2 is a failed check and 3 an incomplete answer: both come with data.
    if done.returncode not in (0, 2, 3) or not done.stdout.strip():
        raise _fault(done.stderr, done.returncode)
    try:
        return json.loads(done.stdout)
    except ValueError as error:
        raise EtalonError(
            "the command line printed something else than JSON; check the environment variable ETALON",
            "python/not-json",
            done.returncode,
        ) from error


def _save(folder: str, name: str, array: ArrayLike) -> str:
    """Writes an array as .npy and returns its path; strange arrays are left to Etalon to refuse."""
    file = os.path.join(folder, name + ".npy")
    try:
        np.save(file, np.asarray(array), allow_pickle=False)
    except (TypeError, ValueError) as error:
        raise EtalonError("{}: must be an array of numbers (got {})".format(name, error), "python/array") from error
    return file


def _flags(options: Mapping[str, Any]) -> List[str]:
    """``calibrate=200`` as ``--calibrate 200``, ``header=True`` as ``--header``, ``header=False`` as ``--no-header``."""
    words: List[str] = []
    for name, value in options.items():
        flag = name.replace("_", "-")
        if value is None:
            continue
        if value is True:
            words.append("--" + flag)
        elif value is False:
            words.append("--no-" + flag)
        else:
            words.append("--{}={}".format(flag, value))
    return words


def _save_groups(folder: str, groups: Any) -> Any:
    """Labels as a text file of one a line; the path of a file, or nothing, as it is."""
    if groups is None or isinstance(groups, (str, os.PathLike)):
        return groups
    file = os.path.join(folder, "groups.txt")
    with open(file, "w", encoding="utf-8") as lines:
        lines.writelines("{}\n".format(label) for label in np.asarray(groups).ravel())
    return file


def _ids(metrics: Metrics) -> str:
    return metrics if isinstance(metrics, str) else ",".join(metrics)


def compare(
    X: ArrayLike,
    Y: ArrayLike,
    metrics: Optional[Metrics] = None,
    groups: Optional[ArrayLike] = None,
    **options: Any
) -> Dict[str, Dict[str, Any]]:
    """What metrics say about two representations of the same stimuli.

    Args:
        X: n x p activations.
        Y: n x q activations to the same stimuli in the same order.
        metrics: ids and globs, such as ``["cka-linear", "rsa-*"]``; all but the controls where none are named.
        groups: a label for each row, where rows depend on each other: rows of one label stay together when rows are
            shuffled. An array, or the path of a text file.
        options: flags of ``etalon score``, such as ``calibrate=1000`` (how often rows are shuffled; 0 for the bare
            values), ``budget=60``, ``seed=2``, ``policy="flatten"``, ``html="score.html"``.

    Returns:
        For each metric's id a dictionary: ``status`` is ``"ok"`` and ``value`` a float, or ``status`` says why not and
        ``reason`` or ``message`` explains; ``direction`` is ``"similarity"`` or ``"distance"``; ``calibration`` says what
        chance gives, as ``etalon score --json`` does.

    Raises:
        EtalonError: for arrays that cannot be compared, unknown metrics and so on.
    """
    chosen = [] if metrics is None else ["--metrics=" + _ids(metrics)]
    with tempfile.TemporaryDirectory(prefix="etalon-") as folder:
        files = [_save(folder, "X", X), _save(folder, "Y", Y)]
        options = dict(options, groups=_save_groups(folder, groups))
        answer = _run_in(folder, "score", *files, *chosen, *_flags(options))
    # "y" is the name of a file that is gone by now.
    return {
        entry["id"]: {name: item for name, item in entry.items() if name not in ("id", "y")}
        for entry in answer["metrics"]
    }


def _save_network(folder: str, side: str, network: Network) -> List[str]:
    """Writes the layers of a network, numbered so that equal names do not meet."""
    layers = list(network.values()) if isinstance(network, Mapping) else list(network)
    if not layers:
        raise EtalonError("{}: must have at least one layer (got none)".format(side), "python/array")
    return [_save(folder, "{}{}".format(side, k), layer) for k, layer in enumerate(layers)]


def _names(network: Network) -> List[str]:
    return [str(name) for name in (network if isinstance(network, Mapping) else range(len(network)))]


def layers(A: Network, B: Network, metric: str = "cka-linear", **options: Any) -> Dict[str, Any]:
    """Compares all layers of two networks.

    Args:
        A: the layers of one network, a dictionary from names to n x p arrays or a list of them.
        B: the layers of the other, for the same stimuli.
        metric: an id.
        options: flags of ``etalon layers``, such as ``seed=2`` or ``html="map.html"``.

    Returns:
        ``values``, a float array with a row for each layer of A and a column for each of B (NaN where there is no
        value; ``reasons`` then says why, by row and column); ``a`` and ``b``, the names; ``matches``, for the layers of
        ``a`` and of ``b`` the ``best`` layers of the other (several where they tie), their ``value`` and the
        ``margin`` to the second best. Of an asymmetric metric ``values`` are the means of both directions.

    Raises:
        EtalonError: for arrays that cannot be compared, unknown metrics and so on.
    """
    names = {"a": _names(A), "b": _names(B)}
    with tempfile.TemporaryDirectory(prefix="etalon-") as folder:
        left, right = _save_network(folder, "A", A), _save_network(folder, "B", B)
        answer = _run_in(folder, "layers", *left, "--metric=" + metric, *_flags(options), "--with", *right)
    found = answer["maps"][0]
    entries = found["entries"]
    values = np.array([[e if isinstance(e, (int, float)) else np.nan for e in row] for row in entries], dtype=float)
    reasons = {
        (i, j): "{status}: {reason}".format(**entry)
        for i, row in enumerate(entries)
        for j, entry in enumerate(row)
        if isinstance(entry, dict)
    }
    own = {side: {layer["name"]: k for k, layer in enumerate(answer[side])} for side in ("a", "b")}

    def renamed(matches: Sequence[Mapping[str, Any]], side: str, other: str) -> List[Dict[str, Any]]:
        return [
            dict(
                match,
                layer=names[side][own[side][match["layer"]]],
                best=[names[other][own[other][name]] for name in match["best"]],
            )
            for match in matches
        ]

    return {
        "metric": found["metric"],
        "direction": found["direction"],
        "a": names["a"],
        "b": names["b"],
        "values": values,
        "reasons": reasons,
        "matches": {
            "a": renamed(found["matches"]["a"], "a", "b"),
            "b": renamed(found["matches"]["b"], "b", "a"),
        },
    }
