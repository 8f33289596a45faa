# The table of fact readers: every file of src/facts/languages and src/facts/formats defines
# kFormatReader_<stem>, with '-' as '_'. Written to facts/readers.inc as one READER(<stem>) a line.
file(GLOB reader_files CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/facts/languages/*.cc"
     "${CMAKE_SOURCE_DIR}/src/facts/formats/*.cc")
set(reader_rows "")
foreach(reader_file IN LISTS reader_files)
  get_filename_component(reader "${reader_file}" NAME_WE)
  string(REPLACE "-" "_" reader "${reader}")
  string(APPEND reader_rows "READER(${reader})\n")
endforeach()
file(CONFIGURE OUTPUT "${ASSAY_GENERATED_DIR}/facts/readers.inc" CONTENT "${reader_rows}" @ONLY)
