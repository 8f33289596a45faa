# Builds grammars/ into BUILD. Run by the custom command in grammars.cmake, possibly by the builds
# of two presets at once: the second waits for the first and then finds nothing to do.
get_filename_component(parent "${BUILD}" DIRECTORY)
file(LOCK "${parent}/grammars.lock" GUARD PROCESS)
file(MAKE_DIRECTORY "${BUILD}")

# Every preset writes the same list; a shared copy keeps them from looking like a change.
file(COPY_FILE "${LIST}" "${BUILD}/folders.cmake" ONLY_IF_DIFFERENT)

execute_process(
  COMMAND "${CMAKE_COMMAND}" -S "${SOURCE}" -B "${BUILD}" -G Ninja
          -DCMAKE_BUILD_TYPE=Release "-DCMAKE_C_FLAGS_RELEASE=-O2 -DNDEBUG"
          "-DASSAY_GRAMMAR_SOURCES=${BUILD}/folders.cmake"
  OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(
  COMMAND "${CMAKE_COMMAND}" --build "${BUILD}" -j 2
  COMMAND_ERROR_IS_FATAL ANY)
