# assay_reader_table(<file> <folder>...)
#
# Writes the table of fact readers: every .cc file of the folders defines kFormatReader_<stem>, with
# '-' as '_'. One READER(<stem>) a line, for facts/extract.cc.
function(assay_reader_table table)
  list(TRANSFORM ARGN APPEND "/*.cc")
  file(GLOB reader_files CONFIGURE_DEPENDS ${ARGN})
  set(reader_rows "")
  foreach(reader_file IN LISTS reader_files)
    get_filename_component(reader "${reader_file}" NAME_WE)
    string(REPLACE "-" "_" reader "${reader}")
    string(APPEND reader_rows "READER(${reader})\n")
  endforeach()
  file(CONFIGURE OUTPUT "${table}" CONTENT "${reader_rows}" @ONLY)
endfunction()

set(ASSAY_READER_FOLDERS "${CMAKE_SOURCE_DIR}/src/facts/languages"
    "${CMAKE_SOURCE_DIR}/src/facts/formats")
assay_reader_table("${ASSAY_GENERATED_DIR}/facts/readers.inc" ${ASSAY_READER_FOLDERS})
