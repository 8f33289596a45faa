// ASSAY_CHECK stops the program where one of its own invariants is broken. It
// is never used on input: bad input is a Result or a Diagnostic.
#pragma once

#include <cstdio>
#include <cstdlib>

#define ASSAY_CHECK(condition)                                                                    \
  do {                                                                                            \
    if (!(condition)) {                                                                           \
      std::fprintf(stderr, "assay: internal error: %s:%d: %s\n", __FILE__, __LINE__, #condition); \
      std::abort();                                                                               \
    }                                                                                             \
  } while (false)
