# ptools-rewrite: the only part of the project that links LLVM.

find_program(PTOOLS_LLVM_CONFIG NAMES llvm-config-${PTOOLS_LLVM} llvm-config
             HINTS /usr/lib/llvm-${PTOOLS_LLVM}/bin)
if(NOT PTOOLS_LLVM_CONFIG)
  message(FATAL_ERROR "llvm-config-${PTOOLS_LLVM} was not found: install llvm-${PTOOLS_LLVM}-dev and "
                      "libclang-${PTOOLS_LLVM}-dev, or choose another version with -DPTOOLS_LLVM=")
endif()
foreach(what includedir libdir bindir version)
  execute_process(COMMAND ${PTOOLS_LLVM_CONFIG} --${what} OUTPUT_VARIABLE PTOOLS_LLVM_${what}
                  OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
endforeach()
string(REGEX MATCH "^[0-9]+" llvm_major "${PTOOLS_LLVM_version}")
if(NOT llvm_major EQUAL PTOOLS_LLVM)
  message(FATAL_ERROR "${PTOOLS_LLVM_CONFIG} is of version ${PTOOLS_LLVM_version}, not ${PTOOLS_LLVM}")
endif()
if(NOT EXISTS ${PTOOLS_LLVM_includedir}/clang/Lex/Preprocessor.h)
  message(FATAL_ERROR "Clang's development files of version ${PTOOLS_LLVM} were not found: "
                      "install libclang-${PTOOLS_LLVM}-dev")
endif()

# The language of annotations alone: no Clang, so that its test is quick to build.
add_library(ptools_annotation STATIC
  ${CMAKE_CURRENT_LIST_DIR}/frontend/annotation_parser.cpp
  ${CMAKE_CURRENT_LIST_DIR}/frontend/spelling.cpp
  ${CMAKE_CURRENT_LIST_DIR}/frontend/tokenize.cpp)
target_include_directories(ptools_annotation PUBLIC ${CMAKE_CURRENT_LIST_DIR}/frontend)
target_link_libraries(ptools_annotation PRIVATE ptools_warnings)

file(GLOB rewriter_sources CONFIGURE_DEPENDS
  ${CMAKE_CURRENT_LIST_DIR}/frontend/*.cpp ${CMAKE_CURRENT_LIST_DIR}/analysis/*.cpp
  ${CMAKE_CURRENT_LIST_DIR}/rewrite/*.cpp ${CMAKE_CURRENT_LIST_DIR}/emit/*.cpp
  ${CMAKE_CURRENT_LIST_DIR}/rewriter/*.cpp ${CMAKE_CURRENT_LIST_DIR}/diagnostics/*.cpp)
list(REMOVE_ITEM rewriter_sources
  ${CMAKE_CURRENT_LIST_DIR}/frontend/annotation_parser.cpp
  ${CMAKE_CURRENT_LIST_DIR}/frontend/spelling.cpp
  ${CMAKE_CURRENT_LIST_DIR}/frontend/tokenize.cpp)
add_executable(ptools-rewrite ${rewriter_sources})
target_include_directories(ptools-rewrite SYSTEM PRIVATE ${PTOOLS_LLVM_includedir})
target_compile_definitions(ptools-rewrite PRIVATE
  PTOOLS_CLANG_DRIVER="${PTOOLS_LLVM_bindir}/clang++"
  PTOOLS_CLANG_RESOURCE_DIR="${PTOOLS_LLVM_libdir}/clang/${llvm_major}")
# What most files need and no more: reading it back costs each file a second, RecursiveASTVisitor three.
target_precompile_headers(ptools-rewrite PRIVATE
  <optional> <string> <vector> <clang/AST/ASTContext.h> <clang/AST/DeclTemplate.h>
  <clang/AST/ExprCXX.h> <clang/AST/StmtCXX.h> <clang/Lex/Lexer.h>)
# Its time is Clang's, which is a library; at -O3 our part takes half again as long to build and is no faster.
target_compile_options(ptools-rewrite PRIVATE $<$<NOT:$<CONFIG:Debug>>:-O1> $<$<BOOL:${PTOOLS_SANITIZE}>:-g1>)
# Eight files at once: to read Clang's headers, precompiled or not, takes longer than to compile one of ours.
option(PTOOLS_UNITY_REWRITER "compile the rewriter's files in groups" ON)
set_target_properties(ptools-rewrite PROPERTIES
  UNITY_BUILD ${PTOOLS_UNITY_REWRITER} UNITY_BUILD_BATCH_SIZE 8
  RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin INTERPROCEDURAL_OPTIMIZATION OFF)
target_link_libraries(ptools-rewrite PRIVATE ptools_annotation ptools_warnings)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees overflows in std::string's own code that are not there, and a null in Clang's.
  target_compile_options(ptools-rewrite PRIVATE -Wno-restrict -Wno-array-bounds -Wno-nonnull -Wno-stringop-overflow
                         -Wno-stringop-overread)
endif()

# Linked statically where the archives are there: a start takes a third of the time.
set(clang_archives)
foreach(part Frontend Driver Options Serialization Parse Sema Analysis AnalysisLifetimeSafety Edit AST
             ASTMatchers Lex Basic Support APINotes)
  if(EXISTS ${PTOOLS_LLVM_libdir}/libclang${part}.a)
    list(APPEND clang_archives ${PTOOLS_LLVM_libdir}/libclang${part}.a)
  endif()
endforeach()
find_library(PTOOLS_ZSTD NAMES zstd libzstd.so.1)
if(clang_archives AND PTOOLS_ZSTD AND EXISTS ${PTOOLS_LLVM_libdir}/libLLVMSupport.a)
  execute_process(
    COMMAND ${PTOOLS_LLVM_CONFIG} --link-static --libs support frontendopenmp option windowsdriver
            targetparser demangle binaryformat bitstreamreader
    OUTPUT_VARIABLE llvm_archives OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  separate_arguments(llvm_archives)
  target_link_directories(ptools-rewrite PRIVATE ${PTOOLS_LLVM_libdir})
  target_link_libraries(ptools-rewrite PRIVATE
    -Wl,--start-group ${clang_archives} -Wl,--end-group ${llvm_archives} z ${PTOOLS_ZSTD} pthread dl)
  target_link_options(ptools-rewrite PRIVATE -Wl,--gc-sections)
else()
  target_link_directories(ptools-rewrite PRIVATE ${PTOOLS_LLVM_libdir})
  target_link_libraries(ptools-rewrite PRIVATE clang-cpp LLVM-${llvm_major})
endif()
find_program(PTOOLS_LLD NAMES ld.lld)
if(PTOOLS_LLD)
  target_link_options(ptools-rewrite PRIVATE -fuse-ld=lld)
endif()

install(TARGETS ptools-rewrite RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
