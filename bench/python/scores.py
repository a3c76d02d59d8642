"""The formulas of the benchmark, written in numpy and scipy the obvious good way: products by BLAS, decompositions by
LAPACK, selection instead of sorting, no loop over entries. One function for each metric, of two matrices n x p.
"""

import numpy as np
import scipy.linalg as la
from scipy.spatial.distance import squareform
from scipy.stats import rankdata

norm = np.linalg.norm


def centre(x):
    return x - x.mean(0)


def cka_linear(x, y):
    x, y = centre(x), centre(y)
    return norm(x.T @ y) ** 2 / (norm(x.T @ x) * norm(y.T @ y))


def cka_debiased(x, y):
    """From features (Kornblith et al. 2019): no n x n matrix."""
    x, y = centre(x), centre(y)
    n = len(x)

    def inner(a, b):
        ra, rb = (a * a).sum(1), (b * b).sum(1)
        square = norm(a.T @ b) ** 2
        return square - n / (n - 2) * (ra @ rb) + ra.sum() * rb.sum() / ((n - 1) * (n - 2))

    return inner(x, y) / np.sqrt(inner(x, x) * inner(y, y))


def squared_distances(x):
    x = centre(x)
    g = x @ x.T
    d = np.diagonal(g).copy()
    g *= -2
    g += d
    g += d[:, None]
    np.maximum(g, 0, out=g)
    np.fill_diagonal(g, 0)
    return g


def doubly_centre(k):
    rows = k.mean(0)
    k -= rows
    k -= rows[:, None]
    k += rows.mean()
    return k


def cka_rbf(x, y, width=0.4):
    def kernel(x):
        d = squared_distances(x)
        median = np.median(squareform(d, checks=False))
        d *= -1 / (2 * width**2 * median)
        np.exp(d, out=d)
        return doubly_centre(d)

    k, l = kernel(x).ravel(), kernel(y).ravel()
    return k @ l / (norm(k) * norm(l))


def basis(x):
    return la.qr(centre(x), mode="economic", check_finite=False)[0]


def cca_mean(x, y):
    return la.svdvals(basis(x).T @ basis(y), check_finite=False).mean()


def svcca_mean(x, y, threshold=0.99):
    def leading(x):
        u, s, _ = la.svd(centre(x), full_matrices=False, check_finite=False)
        share = np.cumsum(s**2) / (s @ s)
        return u[:, : np.searchsorted(share, threshold) + 1]

    return la.svdvals(leading(x).T @ leading(y), check_finite=False).mean()


def pwcca(x, y):
    x, y = centre(x), centre(y)
    qx, qy = basis(x), basis(y)
    u, s, _ = la.svd(qx.T @ qy, full_matrices=False, check_finite=False)
    alpha = np.abs(u.T @ (qx.T @ x)).sum(1)
    return alpha @ s / alpha.sum()


def nbs(x, y):
    x, y = centre(x), centre(y)
    return la.svdvals(x.T @ y, check_finite=False).sum() / (norm(x) * norm(y))


def procrustes_angular(x, y):
    return np.arccos(min(1.0, nbs(x, y)))


def shape_alpha(x, y, alpha=0.5):
    def whitened(x):
        x = centre(x)
        values, v = la.eigh(x.T @ x, check_finite=False)
        return x @ ((v * (alpha + (1 - alpha) / np.sqrt(values))) @ v.T)

    x, y = whitened(x), whitened(y)
    return np.arccos(min(1.0, la.svdvals(x.T @ y, check_finite=False).sum() / (norm(x) * norm(y))))


def linear_regression(x, y):
    x = centre(x)
    return norm(basis(y).T @ x) ** 2 / norm(x) ** 2


def ridge_cv(x, y, folds=None, grid=(1e-3, 1e-2, 1e-1, 1, 1e1, 1e2, 1e3)):
    """X from Y; one SVD a fold for all lambdas, lambda by generalised cross-validation inside the training fold."""
    sse = sst = 0.0
    for test in folds:
        train = np.ones(len(x), bool)
        train[test] = False
        mx, my = x[train].mean(0), y[train].mean(0)
        xt, yt = x[train] - mx, y[train] - my
        n = len(xt)
        u, s, vt = la.svd(yt, full_matrices=False, check_finite=False)
        inside = u.T @ xt
        sizes, total = (inside * inside).sum(1), (xt * xt).sum()
        best = np.inf
        for lam in grid:
            kappa = lam * (s @ s) / y.shape[1]
            f = s**2 / (s**2 + kappa)
            score = max(0.0, total - (2 * f - f**2) @ sizes) / (1 - (f.sum() + 1) / n) ** 2
            if score < best:
                best, gain = score, s / (s**2 + kappa)
        predicted = (((y[test] - my) @ vt.T) * gain) @ inside
        rest = x[test] - mx
        sse += ((rest - predicted) ** 2).sum()
        sst += (rest**2).sum()
    return 1 - sse / sst


def rsa(x, y):
    """Correlation RDMs compared by Spearman."""

    def ranks(x):
        x = x - x.mean(1, keepdims=True)
        x /= np.sqrt((x * x).sum(1, keepdims=True))
        d = 1 - x @ x.T
        np.fill_diagonal(d, 0)
        r = rankdata(squareform(d, checks=False))
        r -= r.mean()
        return r

    a, b = ranks(x), ranks(y)
    return a @ b / (norm(a) * norm(b))


def distance_correlation(x, y):
    a = doubly_centre(np.sqrt(squared_distances(x))).ravel()
    b = doubly_centre(np.sqrt(squared_distances(y))).ravel()
    return np.sqrt(max(0.0, a @ b / (norm(a) * norm(b))))


def knn_mutual(x, y, k=10):
    def neighbours(x):
        d = squared_distances(x)
        np.fill_diagonal(d, np.inf)
        return np.argpartition(d, k, axis=1)[:, :k]

    a, b = neighbours(x), neighbours(y)
    return (a[:, :, None] == b[:, None, :]).sum() / (len(x) * k)


# Plain linear algebra.
def gemm(a, b):
    return a @ b


def eigen(a):
    return la.eigh(a, driver="evd", check_finite=False)


def svd(a):
    return la.svd(a, full_matrices=False, check_finite=False)


def qr(a):
    return la.qr(a, mode="economic", check_finite=False)


def cholesky(a):
    return la.cholesky(a, lower=True, check_finite=False)


