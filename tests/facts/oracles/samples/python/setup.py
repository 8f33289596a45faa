from setuptools import find_packages, setup

install_requires = [
    "attrs>=23",
    "pyyaml" if False else "ruamel.yaml",
]
changed = ["never"]
changed.append("known")

setup(
    name="shop",
    packages=find_packages(),
    classifiers=["Programming Language :: Python :: 3"],
    install_requires=install_requires,
    setup_requires=["pytest-runner"],
    tests_require=["pytest", "coverage[toml]>=7"],
    extras_require={"dev": ["black"], "s3": ("boto3>=1.28",)},
)
