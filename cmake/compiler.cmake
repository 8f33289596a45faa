# What every target of the product is compiled with.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

add_compile_options(
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wimplicit-fallthrough
  # The same objects from every checkout, and paths in messages that mean something to a reader.
  "-ffile-prefix-map=${CMAKE_SOURCE_DIR}/=")
if(ASSAY_WARNINGS_AS_ERRORS)
  add_compile_options(-Werror)
endif()

if(ASSAY_SANITIZE)
  add_compile_options("-fsanitize=${ASSAY_SANITIZE}" -fno-sanitize-recover=all
                      -fno-omit-frame-pointer)
  add_link_options("-fsanitize=${ASSAY_SANITIZE}")
endif()
if(ASSAY_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE ccache)
if(CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()
