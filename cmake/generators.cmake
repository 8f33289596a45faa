# What the build turns from data into tables with the programs that assay_generator made.

# Linguist's data -> C++ tables and the classifier's table, in assay_language.
if(TARGET language_gen)
  foreach(folder IN ITEMS "${ASSAY_LINGUIST_DIR}" "${ASSAY_LINGUIST_MAIN_DIR}")
    if(NOT EXISTS "${folder}/languages.yml")
      message(FATAL_ERROR "no Linguist data in ${folder}: run ./dev setup")
    endif()
  endforeach()
  file(GLOB linguist_data CONFIGURE_DEPENDS "${ASSAY_LINGUIST_DIR}/*.yml"
       "${ASSAY_LINGUIST_DIR}/*.json" "${ASSAY_LINGUIST_MAIN_DIR}/*.yml")
  set(tables "${ASSAY_GENERATED_DIR}/language/linguist_tables.cc")
  set(classifier "${ASSAY_GENERATED_DIR}/language/classifier.bin")
  add_custom_command(
    OUTPUT "${tables}" "${classifier}"
    COMMAND "${CMAKE_COMMAND}" -E make_directory "${ASSAY_GENERATED_DIR}/language"
    COMMAND language_gen "${tables}" "${classifier}" --debian "${ASSAY_LINGUIST_DIR}"
            --npm "${ASSAY_LINGUIST_MAIN_DIR}"
    DEPENDS language_gen ${linguist_data}
    COMMENT "Generating language tables" VERBATIM)
  target_sources(assay_language PRIVATE "${tables}")
  assay_embed(assay_language assay_linguist_classifier "${classifier}")
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
