# Flags of the project's own code; nothing of this reaches a user's target.
add_library(ptools_warnings INTERFACE)
target_compile_options(ptools_warnings INTERFACE -Wall -Wextra)
if(PTOOLS_SANITIZE)
  target_compile_options(ptools_warnings INTERFACE -fsanitize=address,undefined
                         -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g)
  target_link_options(ptools_warnings INTERFACE -fsanitize=address,undefined)
endif()
