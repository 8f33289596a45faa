def find(a, x):
    lo, hi = 0, len(a)
    while lo < hi:
        mid = (lo + hi) // 2
        if a[mid] < x: lo = mid + 1
        else: hi = mid
    a[lo], a[hi] = a[hi], a[lo]

@lru_cache(maxsize=None)
def walk(n, memo={}):
    seen, queue = {n}, [n]
    while queue:
        node = queue.pop()
        for other in graph[node]:
            if other not in seen:
                seen.add(other); queue.append(other)
    for i in range(n):
        table[i] = table[i - 1] + table[i - 2]
    if n in memo: return memo[n]
    memo[n] = walk(n - 1)
    match n:
        case Point(x=0) | [y, *z]: yield from z
    try: pass
    except (A, B) as e: logger.warning("%s %d" % (e, 1))
    finally: del n
    sql = "SELECT a" " FROM t WHERE b IN (" + ",".join(["%s"] * n) + ")"
    sql += " ORDER BY {} {c}".format(b, c=d)
    cur.execute(sql, [1])
