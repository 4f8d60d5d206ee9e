# Sourced by the scripts: how a build directory is made.

# configure DIR OPTIONS...: our own code is compiled through ccache where there is one.
configure() {
  local dir=$1
  shift
  local launcher=()
  command -v ccache >/dev/null && launcher=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
  mkdir -p "$dir"
  cmake -S . -B "$dir" -G Ninja "${launcher[@]}" "$@"
}

# quietly LOG COMMAND...: what the command says is shown only if it fails.
quietly() {
  local log=$1
  shift
  if "$@" >"$log" 2>&1; then
    return 0
  fi
  tail -n 80 "$log"
  return 1
}
