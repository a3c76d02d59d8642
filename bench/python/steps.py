"""Steps of score ascent: the score and its gradient by Y, in closed form with numpy and by autodiff with torch. What
depends on X alone is computed once, before the steps; each step takes the next Y of a list.
"""

import itertools

import numpy as np
import scipy.linalg as la

norm = np.linalg.norm


def centre(x):
    return x - x.mean(0)


def cycled(x, ys):
    """Gives one Y after the other, n rows of `ys` each."""
    return itertools.cycle(list(ys.reshape(-1, *x.shape))).__next__


def numpy_cka(x, ys):
    next_y = cycled(x, ys)
    x = centre(x)
    a = norm(x.T @ x)

    def step():
        yc = centre(next_y())
        m, c = x.T @ yc, yc.T @ yc
        b = norm(c)
        score = norm(m) ** 2 / (a * b)
        return score, x @ (m * (2 / (a * b))) - yc @ (c * (2 * score / b**2))

    return step


def numpy_nbs(x, ys):
    next_y = cycled(x, ys)
    x = centre(x)
    a = norm(x)

    def step():
        yc = centre(next_y())
        b = norm(yc)
        u, s, vt = la.svd(x.T @ yc, full_matrices=False, check_finite=False)
        score = s.sum() / (a * b)
        return score, x @ ((u / (a * b)) @ vt) - yc * (score / b**2)

    return step


def numpy_procrustes(x, ys):
    nbs = numpy_nbs(x, ys)

    def step():
        score, gradient = nbs()
        return np.arccos(score), gradient * (-1 / np.sqrt(1 - score**2))

    return step


def numpy_ridge(x, ys, lam=1.0):
    """X from Y, kappa = lam tr(Y'Y)/p, which moves with Y."""
    next_y = cycled(x, ys)
    x = centre(x)
    total = norm(x) ** 2

    def step():
        yc = centre(next_y())
        c = yc.T @ yc
        kappa = lam * np.trace(c) / c.shape[0]
        c.flat[:: len(c) + 1] += kappa
        factor = la.cho_factor(c, lower=True, overwrite_a=True, check_finite=False)
        beta = la.cho_solve(factor, yc.T @ x, check_finite=False)
        rest = x - yc @ beta
        n = la.cho_solve(factor, beta * (-2 * kappa), check_finite=False)
        slope = rest @ (n - 2 * beta).T - yc @ (n @ beta.T)
        slope -= yc * (np.vdot(n, beta) * 2 * lam / c.shape[0])
        return 1 - norm(rest) ** 2 / total, centre(slope) * (-1 / total)

    return step


def autodiff(score, x, ys):
    import torch

    torch.set_num_threads(1)
    next_y = cycled(x, ys)
    fixed = torch.from_numpy(x)

    def step():
        moving = torch.from_numpy(next_y()).clone().requires_grad_(True)
        value = score(torch, fixed - fixed.mean(0), moving - moving.mean(0))
        value.backward()
        return value.item(), moving.grad.numpy()

    return step


def torch_cka(x, ys):
    def score(torch, x, y):
        return (x.T @ y).norm() ** 2 / ((x.T @ x).norm() * (y.T @ y).norm())

    return autodiff(score, x, ys)


def torch_nbs(x, ys):
    def score(torch, x, y):
        return torch.linalg.svdvals(x.T @ y).sum() / (x.norm() * y.norm())

    return autodiff(score, x, ys)


def torch_procrustes(x, ys):
    def score(torch, x, y):
        return torch.acos(torch.linalg.svdvals(x.T @ y).sum() / (x.norm() * y.norm()))

    return autodiff(score, x, ys)


def torch_ridge(x, ys):
    def score(torch, x, y):
        c = y.T @ y
        kappa = torch.trace(c) / y.shape[1]
        beta = torch.linalg.solve(c + kappa * torch.eye(y.shape[1], dtype=y.dtype), y.T @ x)
        return 1 - ((x - y @ beta) ** 2).sum() / (x**2).sum()

    return autodiff(score, x, ys)
