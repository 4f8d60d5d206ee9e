/// The least that a wrapper compiler can be: a program that becomes the compiler.

#include <unistd.h>

int main(int, char** words) {
  execvp(words[1], words + 1);
  return 127;
}
