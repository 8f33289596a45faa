#include <stdio.h>

#define LIMIT 3

struct point { int x, y; };

static int sum(const struct point *points, size_t count) {
  int total = 0;
  for (size_t i = 0; i < count && i < LIMIT; ++i) total += points[i].x + points[i].y;
  return total;
}

int main(void) {
  struct point points[] = {{1, 2}, {.x = 3, .y = 4}};
  return printf("%d\n", sum(points, 2)) < 0;
}
