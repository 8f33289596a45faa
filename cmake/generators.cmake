# What the build turns from data into tables with the programs that assay_generator made.

# Linguist's data -> C++ tables in assay_language.
if(TARGET language_gen)
  if(NOT EXISTS "${ASSAY_LINGUIST_DIR}/languages.yml")
    message(FATAL_ERROR "no Linguist data in ${ASSAY_LINGUIST_DIR}: run ./dev setup")
  endif()
  file(GLOB linguist_data CONFIGURE_DEPENDS
       "${ASSAY_LINGUIST_DIR}/*.yml" "${ASSAY_LINGUIST_DIR}/*.json")
  set(tables "${ASSAY_GENERATED_DIR}/language/linguist_tables.cc")
  add_custom_command(
    OUTPUT "${tables}"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${ASSAY_GENERATED_DIR}/language"
    COMMAND language_gen "${tables}" --linguist "${ASSAY_LINGUIST_DIR}"
    DEPENDS language_gen ${linguist_data}
    COMMENT "Generating language tables" VERBATIM)
  target_sources(assay_language PRIVATE "${tables}")
endif()

# rules/**/*.yaml -> one compiled table, linked as assay_builtin_rules by the program and by the
# tests that need the rules that users get.
if(TARGET compile_rules)
  file(GLOB_RECURSE rule_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/rules/*.yaml")
  set(compiled "${ASSAY_GENERATED_DIR}/rules/builtin_rules.bin")
  add_custom_command(
    OUTPUT "${compiled}"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${ASSAY_GENERATED_DIR}/rules"
    COMMAND compile_rules "${CMAKE_SOURCE_DIR}/rules" "${compiled}"
    DEPENDS compile_rules ${rule_files}
    COMMENT "Compiling rules" VERBATIM)
  add_library(assay_builtin_rules STATIC)
  assay_embed(assay_builtin_rules assay_builtin_rules "${compiled}")
  target_link_libraries(assay_cli INTERFACE assay_builtin_rules)
endif()
