"""A metric for Etalon in Python: copy this file, change METRIC and compare, and run

    etalon check my_metric.py

It needs numpy alone. Do the two populations respond to the same stimuli with more activity? The size of the correlation
between the mean responses to each stimulus. The protocol is in docs/protocol.md.
"""

import json
import sys

import numpy as np

METRIC = {
    "id": "mean-response-py",
    "title": "Correlation of mean responses",
    "direction": "similarity",  # or "distance"
    "range": [0, 1],  # "Infinity" where there is no bound
    "symmetric": True,
    # What may be done to X, or to Y, without a change; silent units change the mean by a factor only.
    "invariances": ["permutation", "isotropic-scaling", "negative-scaling", "translation", "zero-padding"],
}


class NoValue(Exception):
    """The formula has no value here."""


def mean_responses(activations, name):
    """The mean response to each stimulus, less the mean over stimuli, at unit length."""
    scaled = activations / (np.abs(activations).max() or 1)  # so that nothing overflows when it is squared
    means = scaled.mean(axis=1)
    means = means - means.mean()
    length = np.linalg.norm(means)
    if length < 1e-12:
        raise NoValue("the mean response of {} is the same to every stimulus".format(name))
    return means / length


def compare(x, y, rng):
    """The value for X (n x p1) and Y (n x p2); rng is the only source of randomness to be used."""
    return min(1.0, abs(float(mean_responses(x, "X") @ mean_responses(y, "Y"))))


def answer(question):
    if question["type"] == "hello":
        return {"protocol": 1, "metric": METRIC, "can": []}
    if question["type"] != "compare":
        return {"error": {"code": "protocol/unknown-question", "message": question["type"]}}
    try:
        x, y = (np.load(question[side]["path"]) for side in ("x", "y"))
        rng = np.random.default_rng(int(question["seed"], 16))
        return {"value": compare(x, y, rng)}
    except NoValue as reason:
        return {"undefined": str(reason)}
    except Exception as error:
        return {"error": {"message": "{}: {}".format(type(error).__name__, error)}}


if __name__ == "__main__":
    # Standard output belongs to the protocol: what is printed goes to standard error.
    protocol, sys.stdout = sys.stdout, sys.stderr
    for line in sys.stdin:
        question = json.loads(line)
        if question["type"] == "shutdown":
            break
        print(json.dumps({"id": question["id"], **answer(question)}), file=protocol, flush=True)
