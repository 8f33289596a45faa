# assay_layer(<folder> [DEPENDS <folder>...] [USES <LIBRARY>...])
#
# Makes src/<folder>/**.cc the static library assay_<folder>, linked with the layers it depends on
# and the libraries (of dependencies.cmake) it uses. Its headers are included as "<folder>/x.h".
# Left out are main.cc and gen/, which are programs, and the layer may have no file yet.
function(assay_layer folder)
  cmake_parse_arguments(PARSE_ARGV 1 layer "" "" "DEPENDS;USES")
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS "${CMAKE_SOURCE_DIR}/src/${folder}/*.cc")
  list(FILTER sources EXCLUDE REGEX "/src/${folder}/(main\\.cc$|gen/)")

  set(target "assay_${folder}")
  if(sources)
    set(scope PUBLIC)
    add_library(${target} STATIC ${sources})
  else()
    set(scope INTERFACE)
    add_library(${target} INTERFACE)
  endif()
  target_include_directories(${target} ${scope}
    "${CMAKE_SOURCE_DIR}/src" "${ASSAY_GENERATED_DIR}")
  foreach(dependency IN LISTS layer_DEPENDS)
    if(NOT TARGET assay_${dependency})
      message(FATAL_ERROR "assay_layer(${folder}): ${dependency} does not stand above it")
    endif()
    target_link_libraries(${target} ${scope} assay_${dependency})
  endforeach()
  foreach(library IN LISTS layer_USES)
    target_link_libraries(${target} ${scope} ${ASSAY_${library}_TARGETS})
    set_property(GLOBAL APPEND PROPERTY ASSAY_USERS_OF_${library} ${folder})
  endforeach()
  set_property(GLOBAL APPEND PROPERTY ASSAY_LIBRARIES ${layer_USES})
  set_property(GLOBAL APPEND PROPERTY ASSAY_LAYERS ${folder})
  string(JOIN " " row layer ${folder} ${layer_DEPENDS})
  set_property(GLOBAL APPEND_STRING PROPERTY ASSAY_LAYER_TABLE "${row}\n")
endfunction()

# The table as tests/build reads it, one row a line:
#   layer <folder> <folders it may include>...
#   header <path prefix> <folders that may include it>...
function(assay_write_layer_table file)
  get_property(table GLOBAL PROPERTY ASSAY_LAYER_TABLE)
  get_property(libraries GLOBAL PROPERTY ASSAY_LIBRARIES)
  list(REMOVE_DUPLICATES libraries)
  foreach(library IN LISTS libraries)
    get_property(users GLOBAL PROPERTY ASSAY_USERS_OF_${library})
    foreach(header IN LISTS ASSAY_${library}_HEADERS)
      string(JOIN " " row header ${header} ${users})
      string(APPEND table "${row}\n")
    endforeach()
  endforeach()
  file(CONFIGURE OUTPUT "${file}" CONTENT "${table}" @ONLY)
endfunction()
