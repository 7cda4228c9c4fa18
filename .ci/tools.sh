# Finds the tools that ./twoseal and ./check need. Sourced by both with $root set; sets JAVA_HOME and TWOSEAL_CHROMIUM, leaves PATH alone.
# Nothing here builds or prints, except say_missing.

JAVA_MAJOR=25

# True if $1 is a JDK (not just a runtime) of the release we build with.
is_jdk() {
  [ -x "$1/bin/javac" ] && grep -q "^JAVA_VERSION=\"$JAVA_MAJOR[.\"]" "$1/release" 2>/dev/null
}

# Sets and exports JAVA_HOME; false if no JDK is found.
find_jdk() {
  on_path=$(command -v javac 2>/dev/null || true)
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(real_path "$on_path")")")
  for home in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* "${HOME:-}"/.sdkman/candidates/java/* \
    "${HOME:-}"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && is_jdk "$home"; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}

# True if Maven 3.8 or later is on the PATH.
find_maven() {
  command -v mvn >/dev/null 2>&1 || return 1
  version=$(mvn -B -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\)\.\([0-9]*\).*/\1 \2/p' | head -n 1)
  [ "${version%% *}" -gt 3 ] 2>/dev/null || { [ "${version%% *}" = 3 ] && [ "${version##* }" -ge 8 ]; }
}

# True if Node 20.19 or later and npm are on the PATH; the pages are built with them.
find_node() {
  command -v npm >/dev/null 2>&1 || return 1
  version=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
  [ "${version%% *}" -gt 20 ] 2>/dev/null || { [ "${version%% *}" = 20 ] && [ "${version##* }" -ge 19 ]; }
}

# Sets and exports TWOSEAL_CHROMIUM, the browser that the pages are tried in; false if none is found.
find_chromium() {
  for browser in "${TWOSEAL_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    TWOSEAL_CHROMIUM=$(command -v "$browser" 2>/dev/null || true)
    if [ -n "$TWOSEAL_CHROMIUM" ]; then
      export TWOSEAL_CHROMIUM
      return 0
    fi
  done
  return 1
}

# Follows symbolic links; `readlink -f` is not everywhere.
real_path() {
  path=$1
  while [ -L "$path" ]; do
    link=$(readlink "$path")
    case $link in
      /*) path=$link ;;
      *) path=$(dirname "$path")/$link ;;
    esac
  done
  printf '%s/%s\n' "$(cd -P "$(dirname "$path")" && pwd)" "$(basename "$path")"
}

# Maven and its libraries call native code and Unsafe; without these JDK 25 prints warnings on every run.
quiet_maven() {
  MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
  export MAVEN_OPTS
}

say_missing() {
  case $1 in
    jdk)
      cat >&2 <<'TEXT'
twoseal: 需要 JDK 25（仅有运行环境 JRE 不够）。请安装后重试，或将 JAVA_HOME 指向它。
twoseal: JDK 25 is needed (a runtime alone is not enough). Install it, or point JAVA_HOME at it, and try again.
  Debian/Ubuntu:  apt-get install -y openjdk-25-jdk-headless   (or temurin-25-jdk)
  Fedora/RHEL:    dnf install -y java-25-openjdk-devel
  macOS:          brew install openjdk@25
  SDKMAN:         sdk install java 25-tem
TEXT
      ;;
    maven)
      cat >&2 <<'TEXT'
twoseal: 首次构建需要 Maven 3.8 或更高版本（mvn 命令）。请安装后重试。
twoseal: Maven 3.8 or later (the command mvn) is needed to build. Install it and try again.
  Debian/Ubuntu:  apt-get install -y maven
  Fedora/RHEL:    dnf install -y maven
  macOS:          brew install maven
  SDKMAN:         sdk install maven
TEXT
      ;;
    node)
      cat >&2 <<'TEXT'
twoseal: 首次构建网页需要 Node 20.19 或更高版本（含 npm）。请安装后重试。
twoseal: Node 20.19 or later with npm is needed to build the pages. Install it and try again.
  Debian/Ubuntu:  apt-get install -y nodejs npm
  Fedora/RHEL:    dnf install -y nodejs npm
  macOS:          brew install node
TEXT
      ;;
    chromium)
      cat >&2 <<'TEXT'
twoseal: 测试网页需要 Chromium（或 Chrome）。请安装后重试，或用 TWOSEAL_CHROMIUM 指明其路径。
twoseal: Chromium (or Chrome) is needed to test the pages. Install it, or name it in TWOSEAL_CHROMIUM, and try again.
  Debian/Ubuntu:  apt-get install -y chromium
  Fedora/RHEL:    dnf install -y chromium
  macOS:          brew install --cask chromium
TEXT
      ;;
  esac
}
