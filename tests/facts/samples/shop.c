#include <errno.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include "list.h"

#define MAX_ORDERS 100
#define SQUARE(x) ((x) * (x))

/* A link of a list. */
struct node {
  int value;
  struct node *next;
};

typedef struct {
  pthread_mutex_t lock;
  FILE *file;
  sqlite3 *db;
  char name[32];
} store_t;

enum color { RED, GREEN };

static const char *kFind = "SELECT a FROM book WHERE n = ?";
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

/** Opens the store. */
static int store_open(store_t *store, const char *path) {
  char sql[128];
  pthread_t thread;
  store->file = fopen(path, "r");
  if (store->file == NULL) {
    perror("open");
    return -1;
  }
  if (sqlite3_open(path, &store->db) != SQLITE_OK) goto failed;
  snprintf(sql, sizeof(sql), "SELECT a FROM book WHERE n = '%s' AND i = %d", path, 1);
  sqlite3_exec(store->db, sql, NULL, NULL, NULL);
  sqlite3_prepare_v2(store->db, kFind, -1, &statement, NULL);
  pthread_mutex_lock(&store->lock);
  pthread_create(&thread, NULL, run, store);
  pthread_mutex_unlock(&store->lock);
  memcpy(store->name, path, strlen(path));
  system(sql);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  return 0;
failed:
  fclose(store->file);
  return -1;
}

struct node *insert(struct node *list, int value) {
  struct node *made = malloc(sizeof *made);
  if (!made) return NULL;
  made->value = value;
  made->next = list;
  return made;
}

int depth(struct node *n) { return n == NULL ? 0 : 1 + depth(n->next); }

int bisect(const int *a, int size, int x) {
  int low = 0, high = size - 1;
  while (low <= high) {
    int middle = (low + high) / 2;
    if (a[middle] == x) return middle;
    if (a[middle] < x) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

void sort(int *a, int n) {
  for (int i = 0; i < n; i++) {
    for (int j = i + 1; j < n; j++) {
      if (a[i] > a[j]) {
        int t = a[i];
        a[i] = a[j];
        a[j] = t;
      }
    }
  }
}

long steps(int n) {
  long ways[MAX_ORDERS];
  ways[0] = 1;
  for (int i = 2; i < n; i++) ways[i] = ways[i - 1] + ways[i - 2];
  return ways[n];
}

int compare(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

int main(int argc, char **argv) {
  struct node *list = NULL;
  qsort(argv, argc, sizeof(char *), compare);
  list = insert(list, atoi(argv[1]));
  do { printf("%d of %s\n", list->value, "two " "parts"); } while (list->next);
  switch (argc) {
    case 1: puts("one"); break;
    default: exit(EXIT_FAILURE);
  }
  free(list);
  return 0;
}
