"""Rules of problems, solutions and debates that need neither database nor HTTP."""
