"""Answers the benchmark's requests, one JSON line each: load an array, make a task, run it, time it."""

import json
import sys
import time

import numpy as np

import scores
import steps

arrays = {}
tasks = {}


def library():
    """The BLAS that numpy has loaded: path, version and kernel."""
    import ctypes

    with open("/proc/self/maps") as maps:
        paths = sorted({line.split()[-1] for line in maps if "blas" in line and ".so" in line})
    for path in paths:
        lib = ctypes.CDLL(path)
        for suffix in ("", "64_"):
            try:
                config = getattr(lib, "openblas_get_config" + suffix)
                core = getattr(lib, "openblas_get_corename" + suffix)
                threads = getattr(lib, "openblas_get_num_threads" + suffix)
            except AttributeError:
                continue
            config.restype = core.restype = ctypes.c_char_p
            return {
                "path": path,
                "version": " ".join(config().decode().split()[:2]),
                "kernel": core().decode(),
                "threads": threads(),
            }
    return {"path": ", ".join(paths), "version": "not OpenBLAS", "kernel": "", "threads": 0}


def versions():
    import scipy

    found = {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__}
    try:
        import torch

        found["torch"] = torch.__version__
    except ImportError:
        pass
    return found


def make(name, args, extra):
    inputs = [arrays[arg] for arg in args]
    extra = {key: [np.array(item) for item in value] for key, value in extra.items()}
    if hasattr(steps, name):
        return getattr(steps, name)(*inputs, **extra)
    f = getattr(scores, name)
    return lambda: f(*inputs, **extra)


def number(value):
    return float(value) if np.isscalar(value) or getattr(value, "ndim", 1) == 0 else None


def answer(request):
    do = request["do"]
    if do == "about":
        return {"versions": versions(), "blas": library()}
    if do == "load":
        arrays[request["name"]] = np.load(request["path"])
        return {}
    if do == "make":
        tasks[request["task"]] = make(request["f"], request["args"], request.get("extra", {}))
        return {}
    if do == "forget":
        tasks.clear()
        arrays.clear()
        return {}
    run = tasks[request["task"]]
    if do == "value":
        value = run()
        # Of a step the score, and the size of its gradient.
        if isinstance(value, tuple) and np.isscalar(value[0]):
            return {"values": [float(value[0]), float(np.linalg.norm(value[1]))]}
        return {"values": [] if number(value) is None else [number(value)]}
    if do == "time":
        clock, busy = time.perf_counter(), time.process_time()
        for _ in range(request["repeats"]):
            run()
        took = min(time.perf_counter() - clock, time.process_time() - busy)
        return {"seconds": took / request["repeats"]}
    raise ValueError(do)


for line in sys.stdin:
    try:
        reply = answer(json.loads(line))
    except Exception as error:  # The benchmark shows it beside the task.
        reply = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(reply), flush=True)
