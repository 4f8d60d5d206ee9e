// A file without annotations is not written at all.
// RUN: rm -f %t.pt.cpp
// RUN: not %rewritten
// RUN: %status 3 %ptools_rewrite -o %t.pt.cpp -- g++ -c %s
// RUN: not ls %t.pt.cpp
int main() {}
