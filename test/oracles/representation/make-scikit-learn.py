"""Makes scikit-learn.json: what scikit-learn's t-SNE and HDBSCAN make of small data, and how it measures maps and clusters.

Usage: python make-scikit-learn.py > scikit-learn.json (made with the versions that the file names)

The vectors are the first 300 handwritten digits that come with scikit-learn (E. Alpaydin & C. Kaynak, UCI Machine
Learning Repository, 1998, CC BY 4.0), brought to length 1: 8 x 8 pixels of 0 to 16 each, written here as digits of base 17.

t-SNE runs without approximations (method "exact") from random starts; each run has its Kullback-Leibler divergence and
its trustworthiness. `positions` is the map of the first one, to four decimals.

HDBSCAN runs on that map, and on a set of points with clusters of several densities and shapes. Its `min_samples` counts
the point itself, so it is one more than `neighbours`.
"""

import json

import numpy as np
import scipy
import sklearn
from sklearn.cluster import HDBSCAN
from sklearn.datasets import load_digits, make_blobs, make_moons
from sklearn.manifold import TSNE, trustworthiness
from sklearn.metrics import adjusted_rand_score

PERPLEXITY = 30
NEIGHBOURS = 10
RUNS = 5
SETTINGS = [(10, 5), (5, 3), (20, 10), (8, 1)]

images = load_digits().data[:300].astype(int)
vectors = images / np.linalg.norm(images, axis=1, keepdims=True)


def written(values):
    return [round(float(x), 4) for x in np.ravel(values)]


runs = []
for seed in range(RUNS):
    tsne = TSNE(perplexity=PERPLEXITY, method="exact", init="random", random_state=seed)
    positions = tsne.fit_transform(vectors)
    if seed == 0:
        digits_map = positions.round(4)
    runs.append({
        "seed": seed,
        "divergence": round(float(tsne.kl_divergence_), 6),
        "trustworthiness": round(float(trustworthiness(vectors, positions, n_neighbors=NEIGHBOURS)), 6),
    })

moons, _ = make_moons(120, noise=0.06, random_state=1)
blobs, _ = make_blobs([60, 60, 30], centers=[(4, 2), (-3, 3), (4, -2)], cluster_std=[0.15, 0.6, 0.3], random_state=2)
strays = np.random.default_rng(3).uniform((-5, -4), (6, 6), (40, 2))
shapes = np.concatenate([moons, blobs, strays]).round(4)

point_sets = []
for name, points in [("the map of digits", digits_map), ("moons, blobs and strays", shapes)]:
    clusterings = []
    for smallest, neighbours in SETTINGS:
        labels = HDBSCAN(min_cluster_size=smallest, min_samples=neighbours + 1, copy=True).fit_predict(points.astype(float))
        clusterings.append({"smallest": smallest, "neighbours": neighbours, "labels": labels.tolist()})
    first, second = (clustering["labels"] for clustering in clusterings[:2])
    point_sets.append({
        "name": name,
        "positions": written(points),
        "clusterings": clusterings,
        "randIndexOfFirstTwo": round(float(adjusted_rand_score(first, second)), 9),
    })

print(json.dumps({
    "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
    "digits": ["".join("0123456789abcdefg"[pixel] for pixel in image) for image in images],
    "tsne": {"perplexity": PERPLEXITY, "neighbours": NEIGHBOURS, "runs": runs, "positions": written(digits_map)},
    "hdbscan": point_sets,
}))
