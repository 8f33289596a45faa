#include <errno.h>
#include <fcntl.h>
#include <mqueue.h>
#include <netdb.h>
#include <libpq-fe.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include "list.h"

#define MAX_ORDERS 100
#define TABLE "book"
#define COUNT "SELECT count(*) FROM " "book"
#define SQUARE(x) ((x) * (x))

/* A link of a list. */
struct node {
  int value;
  struct node *next;
  int (*compare)(const void *, const void *);
};

typedef struct {
  pthread_mutex_t lock;
  FILE *file;
  sqlite3 *db;
  char name[32];
} store_t;

typedef struct node *list_t;

enum color { RED, GREEN };

union price {
  int cents;
  double amount;
};

static const char *kFind = "SELECT a FROM book WHERE n = ?";
static const char *kColumns[] = {"id", "name"};
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

static int depth(struct node *n);
FILE *open_log(const char *path, int mode);
__attribute__((format(printf, 1, 2))) void note(const char *format, ...);

/** Opens the store. */
[[nodiscard]] static int store_open(store_t *store, const char *path) {
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
  sqlite3_exec(store->db, COUNT, NULL, NULL, NULL);
  pthread_mutex_lock(&store->lock);
  pthread_create(&thread, NULL, run, store);
  pthread_mutex_unlock(&store->lock);
  memcpy(store->name, path, strlen(path));
  system(sql);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  return open_log(path, 1) != NULL;
failed:
  fclose(store->file);
  return -1;
}

int search(PGconn *conn, const char *given, int column, int newest, uint8_t *raw) {
  char sql[256];
  char quoted[64];
  const char *order = "ASC";
  if (newest) order = "DESC";
  snprintf(sql, 256, "SELECT id FROM %s ORDER BY id %s", TABLE, order);
  PQexec(conn, sql);
  snprintf(sql, 256, "SELECT id FROM book ORDER BY %s", kColumns[column]);
  PQexec(conn, sql);
  snprintf(sql, 256, "SELECT id FROM book ORDER BY %s", PQescapeIdentifier(conn, given, 9));
  PQexec(conn, sql);
  PQescapeStringConn(conn, quoted, given, 9, NULL);
  snprintf(sql, 256, "SELECT id FROM book WHERE n = '%s'", quoted);
  PQexec(conn, sql);
  strcpy(sql, "DELETE FROM book WHERE q = ");
  strcat(sql, getenv("QUERY_STRING"));
  PQexec(conn, sql);
  snprintf(sql, 256, "SELECT id FROM book WHERE r = '%s' AND s = '%s'", raw, errno_text());
  PQexec(conn, sql);
  return errno;
}

int hand_over(mqd_t queue, const char *host) {
  struct addrinfo *found;
  char order[64];
  mq_send(queue, "order", 5, 0);
  mq_receive(queue, order, sizeof(order), NULL);
  getaddrinfo(host, "80", NULL, &found);
  draw((struct node){.value = 1, .next = NULL}, (int[]){1, 2});
  return found->ai_family;
}

struct node *insert(struct node *list, int value) {
  struct node *made = malloc(sizeof *made);
  if (!made) return NULL;
  made->value = value;
  made->next = list;
  return made;
}

static int depth(struct node *n) { return n == NULL ? 0 : 1 + depth(n->next); }

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

static long memo[MAX_ORDERS];

long fib(int n) {
  if (memo[n] != 0) return memo[n];
  memo[n] = fib(n - 1) + fib(n - 2);
  return memo[n];
}

int reach(int **next, int start, int *seen) {
  int stack[MAX_ORDERS];
  int top = 0;
  stack[top++] = start;
  while (top > 0) {
    int one = stack[--top];
    if (seen[one]) continue;
    seen[one] = 1;
    for (int i = 0; i < 4; i++) stack[top++] = next[one][i];
  }
  return top;
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
