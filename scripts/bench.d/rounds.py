# SPDX-License-Identifier: MIT
"""rounds - run commands in turn, and compare what each of them costs.

On a machine that others use as well a figure alone means little. All commands
of a table run one after the other, a b c a b c ..., so that a slow minute
hits them alike, and what is printed is the median of the ratios of a round.
CPU and memory are the system's account of the ended process and its children.
"""
import dataclasses
import shlex
import statistics
import subprocess
import sys
import tempfile

LIMIT = 900  # seconds that one command may take


@dataclasses.dataclass
class Cost:
    cpu: float  # seconds, user and system
    wall: float  # seconds
    memory: float  # MB, the largest process
    status: int


@dataclasses.dataclass
class Row:
    name: str
    command: list
    after: object = None  # called between runs, to remove what was made
    fine: tuple = (0, 9)  # what it may end with
    costs: list = dataclasses.field(default_factory=list)

    def run(self, cost, folder):
        """Run it once in `folder`, by the program `cost`."""
        with tempfile.NamedTemporaryFile("r") as said:
            subprocess.run([cost, said.name, *map(str, self.command)],
                           cwd=folder, stdin=subprocess.DEVNULL, check=True,
                           stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, timeout=LIMIT)
            status, cpu, wall, memory = said.read().split()
        if self.after:
            self.after()
        return Cost(float(cpu), float(wall), int(memory) / 1024, int(status))

    def median(self, key):
        return statistics.median(getattr(cost, key) for cost in self.costs)

    def ratio(self, other, key):
        return statistics.median(
            getattr(mine, key) / max(1e-6, getattr(theirs, key))
            for mine, theirs in zip(self.costs, other.costs))

    def more(self, other, key):
        """By how much it is above the other, in the round in the middle."""
        return statistics.median(getattr(mine, key) - getattr(theirs, key)
                                 for mine, theirs in zip(self.costs, other.costs))

    def failed(self):
        return any(cost.status not in self.fine for cost in self.costs)


def take_turns(rows, rounds, cost, folder):
    """Run all rows in turn; the first time does not count."""
    for turn in range(rounds + 1):
        for row in rows:
            once = row.run(cost, folder)
            if turn:
                row.costs.append(once)
    for row in rows:
        if row.failed():
            print(f"bench: {row.name} failed: {shlex.join(map(str, row.command))}",
                  file=sys.stderr)
    return rows


def table(heading, rows, keys=("cpu", "memory"), base=0):
    """Print medians, and ratios to the row `base`."""
    print(f"\n{heading}\n")
    heads = {"cpu": "CPU ms", "wall": "wall ms", "memory": "MB"}
    print("| |" + "".join(f" {heads[k]} | ratio |" if k != "memory" else
                          f" {heads[k]} |" for k in keys))
    print("| --- |" + "".join(" ---: | ---: |" if k != "memory" else " ---: |"
                              for k in keys))
    for row in rows:
        cells = ""
        for key in keys:
            if key == "memory":
                cells += f" {row.median(key):.1f} |"
            else:
                cells += (f" {row.median(key) * 1000:.0f} |"
                          f" {row.ratio(rows[base], key):.2f} |")
        print(f"| {row.name}{' (failed)' if row.failed() else ''} |{cells}",
              flush=True)
